val random = SecureRandom(byteArrayOf(1, 2, 3)) // bad: fixed-seed
val other = SecureRandom() // good: fixed-seed
