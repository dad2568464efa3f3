class Cookies {
    static final boolean SECURE = false;

    void set(HttpServletResponse response) {
        Cookie cookie = new Cookie("session", value);
        cookie.setSecure(SECURE); // bad: insecure-cookie
        Cookie good = new Cookie("session", value);
        good.setSecure(true);
    }
}
