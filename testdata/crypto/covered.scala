val random = new SecureRandom("fixed".getBytes()) // bad: fixed-seed
val other = new SecureRandom() // good: fixed-seed
val kept = CreateDbInstanceRequest.builder().storageEncrypted(false).build() // bad: unencrypted-storage
val whole = CreateDbInstanceRequest.builder().storageEncrypted(true).build() // good: unencrypted-storage
