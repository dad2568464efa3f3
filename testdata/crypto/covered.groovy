def random = new SecureRandom("fixed".getBytes()) // bad: fixed-seed
def other = new SecureRandom() // good: fixed-seed
def kept = CreateDbInstanceRequest.builder().storageEncrypted(false).build() // bad: unencrypted-storage
def whole = CreateDbInstanceRequest.builder().storageEncrypted(true).build() // good: unencrypted-storage
