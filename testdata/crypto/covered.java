cookie.setHttpOnly(false); // bad: cookie-without-httponly
cookie.setHttpOnly(true); // good: cookie-without-httponly
SecureRandom random = new SecureRandom("fixed".getBytes()); // bad: fixed-seed
SecureRandom other = new SecureRandom(); // good: fixed-seed
String h = DigestUtils.md5Hex(user.getPassword()); // bad: weak-password-hash
String k = encoder.encode(user.getPassword()); // good: weak-password-hash
PasswordEncoder a = NoOpPasswordEncoder.getInstance(); // bad: weak-password-scheme
PasswordEncoder b = new BCryptPasswordEncoder(12); // good: weak-password-scheme
