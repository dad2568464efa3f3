SALT = 'pepper'

def seal(word, salt, given)
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.iv = '0123456789012345' # bad: static-iv
  OpenSSL::PKCS5.pbkdf2_hmac(word, SALT, 600_000, 32, 'sha256') # bad: static-salt
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, 1000, 32, 'sha256') # bad: weak-kdf-iterations
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, 600_000, 32, 'sha256')
  OpenSSL::PKey::RSA.new(1024) # bad: small-key
  OpenSSL::PKey::RSA.new(3072)
end
