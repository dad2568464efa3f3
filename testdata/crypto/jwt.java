class Tokens {
    static final String KEY = "quiet-harbour-lamp-of-the-north";

    void sign(String vault) {
        Algorithm own = Algorithm.HMAC256(KEY); // bad: hard-coded-jwt-key
        Keys.hmacShaKeyFor(KEY.getBytes(StandardCharsets.UTF_8)); // bad: hard-coded-jwt-key
        Algorithm.HMAC256(System.getenv("JWT_KEY"));
        String key = KEY;
        key = System.getenv("JWT_KEY");
        Keys.hmacShaKeyFor(key.getBytes(StandardCharsets.UTF_8));
    }
}
