require 'openssl'

WEAK = 'md5'
SECRET = 'harbour-light-16'
ROUNDS = 1000
BITS = 1024
Hasher = Digest::MD5

def hashes(data)
  Digest::SHA1.hexdigest(data) # bad: weak-hash
  OpenSSL::Digest.new(
    'md5' # bad: weak-hash, lines
  )
  OpenSSL::Digest.new(WEAK) # bad: weak-hash, constant
  OpenSSL::Digest.new(ENV.fetch('DIGEST', 'md5')) # bad: weak-hash, property
  name = 'md5'
  name = 'sha256'
  OpenSSL::Digest.new(name) # good: weak-hash, overwritten
end

def ciphers
  OpenSSL::Cipher.new('des-cbc') # bad: broken-cipher
  OpenSSL::Cipher.new(
    'rc4' # bad: broken-cipher, lines
  )
  name = 'des-cbc'
  OpenSSL::Cipher.new(name) # bad: broken-cipher, constant
  name = 'aes-256-gcm'
  OpenSSL::Cipher.new(name) # good: broken-cipher, overwritten
  OpenSSL::Cipher.new('des-ede3-cbc') # bad: legacy-cipher
  OpenSSL::Cipher.new('aes-256-gcm') # good: legacy-cipher
end

def mode
  OpenSSL::Cipher.new('aes-256-ecb') # bad: ecb-mode
  OpenSSL::Cipher.new(
    'aes-128-ecb' # bad: ecb-mode, lines
  )
  name = 'aes-256-ecb'
  OpenSSL::Cipher.new(name) # bad: ecb-mode, constant
  name = 'aes-256-gcm'
  OpenSSL::Cipher.new(name) # good: ecb-mode, overwritten
end

def vector
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.iv = 'sixteen-letters!' # bad: static-iv
  cipher.iv = SECRET # bad: static-iv, constant
  iv = 'sixteen-letters!'
  iv = OpenSSL::Random.random_bytes(16)
  cipher.iv = iv # good: static-iv, overwritten
end

def keys
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.key = 'harbour-light-16' # bad: hard-coded-crypto-key
  cipher.key = SECRET # bad: hard-coded-crypto-key, constant
  key = 'harbour-light-16'
  key = vault.fetch('records')
  cipher.key = key # good: hard-coded-crypto-key, overwritten
end

def salts(word)
  OpenSSL::PKCS5.pbkdf2_hmac(word, 'grains-of-salt', 600_000, 32, 'sha256') # bad: static-salt
  OpenSSL::PKCS5.pbkdf2_hmac(
    word,
    SECRET, # bad: static-salt, lines constant
    600_000, 32, 'sha256'
  )
  salt = 'grains-of-salt'
  salt = OpenSSL::Random.random_bytes(16)
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, 600_000, 32, 'sha256') # good: static-salt, overwritten
end

def derive(word, salt)
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, 1000, 32, 'sha256') # bad: weak-kdf-iterations
  OpenSSL::PKCS5.pbkdf2_hmac(
    word,
    salt,
    ROUNDS, # bad: weak-kdf-iterations, lines constant
    32, 'sha256'
  )
  rounds = 1000
  rounds = 600_000
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, rounds, 32, 'sha256') # good: weak-kdf-iterations, overwritten
  BCrypt::Password.create(word, cost: 4) # bad: weak-kdf-iterations
end

def size
  OpenSSL::PKey::RSA.new(1024) # bad: small-key
  OpenSSL::PKey::RSA.generate(
    BITS # bad: small-key, lines constant
  )
  bits = 1024
  bits = 3072
  OpenSSL::PKey::RSA.new(bits) # good: small-key, overwritten
end

def tokens
  token = rand(10**12).to_s # bad: weak-random
  fresh = SecureRandom.hex(16) # good: weak-random
  token + fresh
end

def certificates(http, context)
  http.verify_mode = OpenSSL::SSL::VERIFY_NONE # bad: certificate-check-disabled
  http.verify_mode = OpenSSL::SSL::VERIFY_PEER # good: certificate-check-disabled
  context.verify_hostname = false # bad: hostname-check-disabled
  context.verify_hostname = true # good: hostname-check-disabled
end

def protocol(context)
  context.ssl_version = :TLSv1 # bad: old-tls-version
  context.min_version = :TLS1_2 # good: old-tls-version
  context.ciphers = 'ALL:RC4-SHA' # bad: weak-cipher-suite
  context.ciphers = 'ECDHE+AESGCM:!RC4' # good: weak-cipher-suite
end

def wrap(key, data)
  key.public_encrypt(data) # bad: rsa-without-oaep
  key.public_encrypt(data, OpenSSL::PKey::RSA::PKCS1_OAEP_PADDING) # good: rsa-without-oaep
end

def claims(token, key)
  JWT.decode(token, nil, false) # bad: jwt-verification-disabled
  JWT.decode( # unchecked
    token,
    nil,
    false # bad: jwt-verification-disabled, lines
  )
  JWT.decode(token, key, true, algorithm: 'RS256') # good: jwt-verification-disabled
  JWT.encode({}, 'harbour-light-16', 'HS256') # bad: hard-coded-jwt-key
  JWT.encode({}, SECRET, 'HS256') # bad: hard-coded-jwt-key, constant
  JWT.encode({}, ENV['JWT'], 'HS256') # good: hard-coded-jwt-key
end

def cookie_flags(cookies)
  cookies[:session] = { value: value, secure: false } # bad: insecure-cookie
  cookies[:session] = { value: value, secure: true } # good: insecure-cookie
end

def transport
  Net::FTP.new('files.larkspur-clinic.com') # bad: cleartext-protocol
  Net::FTP.new('files.larkspur-clinic.com', ssl: true) # good: cleartext-protocol
  Net::LDAP.new(host: host, port: 389) # bad: cleartext-protocol
  Net::LDAP.new(host: host, port: 636, encryption: :simple_tls) # good: cleartext-protocol
end

def shell
  Net::SSH.start(host, user, verify_host_key: :never) # bad: ssh-host-key-unchecked
  Net::SSH.start(host, user, verify_host_key: :always) # good: ssh-host-key-unchecked
  Net::SSH.start(host, user, encryption: ['3des-cbc']) # bad: weak-ssh-algorithm
  Net::SSH.start(host, user, encryption: ['aes256-gcm@openssh.com']) # good: weak-ssh-algorithm
end

def rest(client)
  client.create_db_instance(storage_encrypted: false) # bad: unencrypted-storage
  client.create_db_instance(storage_encrypted: true) # good: unencrypted-storage
end

def signing(key, data)
  OpenSSL::HMAC.hexdigest('md5', key, data) # bad: weak-mac
  OpenSSL::HMAC.hexdigest('sha256', key, data) # good: weak-mac
  OpenSSL::HMAC.hexdigest('sha1', key, data) # bad: legacy-mac
  OpenSSL::HMAC.hexdigest('sha256', key, data) # good: legacy-mac
  key.sign('SHA1', data) # bad: weak-signature
  key.sign('SHA256', data) # good: weak-signature
end

def pseudonym(patient, key)
  id = Digest::SHA256.hexdigest(patient.ssn) # bad: hashed-identifier
  keyed = OpenSSL::HMAC.hexdigest('sha256', key, patient.ssn) # good: hashed-identifier
  id + keyed
end
