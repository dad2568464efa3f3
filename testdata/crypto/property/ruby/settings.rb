require 'openssl'

# What configuration decides: settings.env and settings.yaml hold the value, whatever the default in the code.

def digest(word, salt, key)
  OpenSSL::Digest.new(ENV['RECORDS_DIGEST']) # bad: weak-hash, property
  OpenSSL::Digest.new(ENV.fetch('LETTERS_DIGEST', 'md5')) # good: weak-hash, property
end

def mac(word, salt, key)
  OpenSSL::HMAC.hexdigest(ENV['RECORDS_MAC'], key, word) # bad: weak-mac, property
  OpenSSL::HMAC.hexdigest(ENV.fetch('LETTERS_MAC', 'md5'), key, word) # good: weak-mac, property
end

def legacy_mac(word, salt, key)
  OpenSSL::HMAC.hexdigest(ENV['RECORDS_LEGACY_MAC'], key, word) # bad: legacy-mac, property
  OpenSSL::HMAC.hexdigest(ENV.fetch('LETTERS_LEGACY_MAC', 'sha1'), key, word) # good: legacy-mac, property
end

def signature(word, salt, key)
  key.sign(ENV['RECORDS_SIGNATURE'], word) # bad: weak-signature, property
  key.sign(ENV.fetch('LETTERS_SIGNATURE', 'SHA1'), word) # good: weak-signature, property
end

def cipher(word, salt, key)
  OpenSSL::Cipher.new(ENV['RECORDS_CIPHER']) # bad: broken-cipher, property
  OpenSSL::Cipher.new(ENV.fetch('LETTERS_CIPHER', 'des-cbc')) # good: broken-cipher, property
end

def legacy_cipher(word, salt, key)
  OpenSSL::Cipher.new(ENV['RECORDS_LEGACY_CIPHER']) # bad: legacy-cipher, property
  OpenSSL::Cipher.new(ENV.fetch('LETTERS_LEGACY_CIPHER', 'des-ede3-cbc')) # good: legacy-cipher, property
end

def mode(word, salt, key)
  OpenSSL::Cipher.new(ENV['RECORDS_MODE']) # bad: ecb-mode, property
  OpenSSL::Cipher.new(ENV.fetch('LETTERS_MODE', 'aes-256-ecb')) # good: ecb-mode, property
end

def vector(word, salt, key)
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.iv = ENV.fetch('RECORDS_VECTOR', 'sixteen-letters!') # bad: static-iv, property
  cipher.iv = ENV['LETTERS_VECTOR'] # good: static-iv, property
end

def key(word, salt, key)
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.key = ENV.fetch('RECORDS_KEY', 'harbour-light-16') # bad: hard-coded-crypto-key, property
  cipher.key = ENV['LETTERS_KEY'] # good: hard-coded-crypto-key, property
end

def salt(word, salt, key)
  OpenSSL::PKCS5.pbkdf2_hmac(word, ENV.fetch('RECORDS_SALT', 'grains-of-salt'), 600_000, 32, 'sha256') # bad: static-salt, property
  OpenSSL::PKCS5.pbkdf2_hmac(word, ENV['LETTERS_SALT'], 600_000, 32, 'sha256') # good: static-salt, property
end

def derive(word, salt, key)
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, ENV['RECORDS_DERIVE'].to_i, 32, 'sha256') # bad: weak-kdf-iterations, property
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, ENV.fetch('LETTERS_DERIVE', '1000').to_i, 32, 'sha256') # good: weak-kdf-iterations, property
end

def size(word, salt, key)
  OpenSSL::PKey::RSA.new(ENV['RECORDS_SIZE'].to_i) # bad: small-key, property
  OpenSSL::PKey::RSA.new(ENV.fetch('LETTERS_SIZE', '1024').to_i) # good: small-key, property
end

def suite(word, salt, key)
  context.ciphers = ENV['RECORDS_SUITE'] # bad: weak-cipher-suite, property
  context.ciphers = ENV.fetch('LETTERS_SUITE', 'ALL:RC4-SHA') # good: weak-cipher-suite, property
end

def claims(word, salt, key)
  JWT.decode(token, key, config['RECORDS_CLAIMS']) # bad: jwt-verification-disabled, property
  JWT.decode(token, key, config['LETTERS_CLAIMS']) # good: jwt-verification-disabled, property
end

def token_key(word, salt, key)
  JWT.encode({}, ENV.fetch('RECORDS_TOKEN_KEY', 'harbour-light-16'), 'HS256') # bad: hard-coded-jwt-key, property
  JWT.encode({}, ENV['LETTERS_TOKEN_KEY'], 'HS256') # good: hard-coded-jwt-key, property
end

def host_name(word, salt, key)
  context.verify_hostname = config['RECORDS_HOST_NAME'] # bad: hostname-check-disabled, property
  context.verify_hostname = config['LETTERS_HOST_NAME'] # good: hostname-check-disabled, property
end

def cookie(word, salt, key)
  response.set_cookie('session', value: word, secure: config['RECORDS_COOKIE']) # bad: insecure-cookie, property
  response.set_cookie('session', value: word, secure: config['LETTERS_COOKIE']) # good: insecure-cookie, property
end

def script_access(word, salt, key)
  response.set_cookie('session', value: word, httponly: config['RECORDS_SCRIPT_ACCESS']) # bad: cookie-without-httponly, property
  response.set_cookie('session', value: word, httponly: config['LETTERS_SCRIPT_ACCESS']) # good: cookie-without-httponly, property
end

def shell(word, salt, key)
  Net::SSH.start(host, user, encryption: [ENV['RECORDS_SHELL']]) # bad: weak-ssh-algorithm, property
  Net::SSH.start(host, user, encryption: [ENV.fetch('LETTERS_SHELL', '3des-cbc')]) # good: weak-ssh-algorithm, property
end

def storage(word, salt, key)
  client.create_db_instance(storage_encrypted: config['RECORDS_STORAGE']) # bad: unencrypted-storage, property
  client.create_db_instance(storage_encrypted: config['LETTERS_STORAGE']) # good: unencrypted-storage, property
end
