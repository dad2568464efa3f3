val random = new SecureRandom("fixed".getBytes()) // bad: fixed-seed
val other = new SecureRandom() // good: fixed-seed
