def random = new SecureRandom("fixed".getBytes()) // bad: fixed-seed
def other = new SecureRandom() // good: fixed-seed
