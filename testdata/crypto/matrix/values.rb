require 'openssl'

Digests = OpenSSL::Digest
Codes = OpenSSL::HMAC
Ciphers = OpenSSL::Cipher
Stretch = OpenSSL::PKCS5
Keys = OpenSSL::PKey::RSA
Token = JWT
Shells = Net::SSH

# Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
WEAK_HASH = 'md5'
WEAK_MAC = 'md5'
LEGACY_MAC = 'sha1'
WEAK_SIGNATURE = 'SHA1'
BROKEN = 'des-cbc'
LEGACY = 'des-ede3-cbc'
BLOCKS = 'aes-256-ecb'
VECTOR = 'sixteen-letters!'
KEY_BYTES = 'harbour-light-16'
GRAINS = 'grains-of-salt'
ROUNDS = 1000
BITS = 1024
OLD_VERSION = :TLS1
SUITES = 'ALL:RC4-SHA'
PLAIN_PADDING = OpenSSL::PKey::RSA::PKCS1_PADDING
SIGNING = false
TOKEN_KEY = 'harbour-light-16'
CHECK = OpenSSL::SSL::VERIFY_NONE # bad: certificate-check-disabled, constant
HOST_CHECK = false
OVER_PLAIN = false
SCRIPT_ACCESS = false
UNCHECKED_HOST = :never
SHELL_CIPHER = '3des-cbc'
AT_REST = false

def digest(word, salt, key)
  OpenSSL::Digest.new(WEAK_HASH) # bad: weak-hash, constant
  OpenSSL::Digest.new(
    'md5' # bad: weak-hash, lines
  )
  Digests.new('md5') # bad: weak-hash, alias
  chosen = 'md5'
  chosen = 'sha256'
  OpenSSL::Digest.new(chosen) # good: weak-hash, overwritten
  kept = 'sha256'
  kept = 'md5'
  OpenSSL::Digest.new(kept) # bad: weak-hash, spoiled
end

def mac(word, salt, key)
  OpenSSL::HMAC.hexdigest(WEAK_MAC, key, word) # bad: weak-mac, constant
  OpenSSL::HMAC.hexdigest( # over lines
    'md5', # bad: weak-mac, lines
    key,
    word
  )
  Codes.hexdigest('md5', key, word) # bad: weak-mac, alias
  chosen = 'md5'
  chosen = 'sha256'
  OpenSSL::HMAC.hexdigest(chosen, key, word) # good: weak-mac, overwritten
  kept = 'sha256'
  kept = 'md5'
  OpenSSL::HMAC.hexdigest(kept, key, word) # bad: weak-mac, spoiled
end

def legacy_mac(word, salt, key)
  OpenSSL::HMAC.hexdigest(LEGACY_MAC, key, word) # bad: legacy-mac, constant
  OpenSSL::HMAC.hexdigest( # over lines
    'sha1', # bad: legacy-mac, lines
    key,
    word
  )
  Codes.hexdigest('sha1', key, word) # bad: legacy-mac, alias
  chosen = 'sha1'
  chosen = 'sha256'
  OpenSSL::HMAC.hexdigest(chosen, key, word) # good: legacy-mac, overwritten
  kept = 'sha256'
  kept = 'sha1'
  OpenSSL::HMAC.hexdigest(kept, key, word) # bad: legacy-mac, spoiled
end

def signature(word, salt, key)
  key.sign(WEAK_SIGNATURE, word) # bad: weak-signature, constant
  key.sign(
    'SHA1', # bad: weak-signature, lines
    word
  )
  chosen = 'SHA1'
  chosen = 'SHA256'
  key.sign(chosen, word) # good: weak-signature, overwritten
  kept = 'SHA256'
  kept = 'SHA1'
  key.sign(kept, word) # bad: weak-signature, spoiled
end

def cipher(word, salt, key)
  OpenSSL::Cipher.new(BROKEN) # bad: broken-cipher, constant
  OpenSSL::Cipher.new(
    'des-cbc' # bad: broken-cipher, lines
  )
  Ciphers.new('des-cbc') # bad: broken-cipher, alias
  chosen = 'des-cbc'
  chosen = 'aes-256-gcm'
  OpenSSL::Cipher.new(chosen) # good: broken-cipher, overwritten
  kept = 'aes-256-gcm'
  kept = 'des-cbc'
  OpenSSL::Cipher.new(kept) # bad: broken-cipher, spoiled
end

def legacy_cipher(word, salt, key)
  OpenSSL::Cipher.new(LEGACY) # bad: legacy-cipher, constant
  OpenSSL::Cipher.new(
    'des-ede3-cbc' # bad: legacy-cipher, lines
  )
  Ciphers.new('des-ede3-cbc') # bad: legacy-cipher, alias
  chosen = 'des-ede3-cbc'
  chosen = 'aes-256-gcm'
  OpenSSL::Cipher.new(chosen) # good: legacy-cipher, overwritten
  kept = 'aes-256-gcm'
  kept = 'des-ede3-cbc'
  OpenSSL::Cipher.new(kept) # bad: legacy-cipher, spoiled
end

def mode(word, salt, key)
  OpenSSL::Cipher.new(BLOCKS) # bad: ecb-mode, constant
  OpenSSL::Cipher.new(
    'aes-256-ecb' # bad: ecb-mode, lines
  )
  Ciphers.new('aes-256-ecb') # bad: ecb-mode, alias
  chosen = 'aes-256-ecb'
  chosen = 'aes-256-gcm'
  OpenSSL::Cipher.new(chosen) # good: ecb-mode, overwritten
  kept = 'aes-256-gcm'
  kept = 'aes-256-ecb'
  OpenSSL::Cipher.new(kept) # bad: ecb-mode, spoiled
end

def vector(word, salt, key)
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.iv = VECTOR # bad: static-iv, constant
  chosen = 'sixteen-letters!'
  chosen = OpenSSL::Random.random_bytes(16)
  cipher.iv = chosen # good: static-iv, overwritten
  kept = OpenSSL::Random.random_bytes(16)
  kept = 'sixteen-letters!'
  cipher.iv = kept # bad: static-iv, spoiled
end

def key(word, salt, key)
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.key = KEY_BYTES # bad: hard-coded-crypto-key, constant
  chosen = 'harbour-light-16'
  chosen = vault.fetch('records')
  cipher.key = chosen # good: hard-coded-crypto-key, overwritten
  kept = vault.fetch('records')
  kept = 'harbour-light-16'
  cipher.key = kept # bad: hard-coded-crypto-key, spoiled
end

def salt(word, salt, key)
  OpenSSL::PKCS5.pbkdf2_hmac(word, GRAINS, 600_000, 32, 'sha256') # bad: static-salt, constant
  OpenSSL::PKCS5.pbkdf2_hmac(
    word,
    'grains-of-salt', # bad: static-salt, lines
    600_000,
    32,
    'sha256'
  )
  Stretch.pbkdf2_hmac(word, 'grains-of-salt', 600_000, 32, 'sha256') # bad: static-salt, alias
  chosen = 'grains-of-salt'
  chosen = OpenSSL::Random.random_bytes(16)
  OpenSSL::PKCS5.pbkdf2_hmac(word, chosen, 600_000, 32, 'sha256') # good: static-salt, overwritten
  kept = OpenSSL::Random.random_bytes(16)
  kept = 'grains-of-salt'
  OpenSSL::PKCS5.pbkdf2_hmac(word, kept, 600_000, 32, 'sha256') # bad: static-salt, spoiled
end

def derive(word, salt, key)
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, ROUNDS, 32, 'sha256') # bad: weak-kdf-iterations, constant
  OpenSSL::PKCS5.pbkdf2_hmac(
    word,
    salt,
    1000, # bad: weak-kdf-iterations, lines
    32,
    'sha256'
  )
  Stretch.pbkdf2_hmac(word, salt, 1000, 32, 'sha256') # bad: weak-kdf-iterations, alias
  chosen = 1000
  chosen = 600_000
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, chosen, 32, 'sha256') # good: weak-kdf-iterations, overwritten
  kept = 600_000
  kept = 1000
  OpenSSL::PKCS5.pbkdf2_hmac(word, salt, kept, 32, 'sha256') # bad: weak-kdf-iterations, spoiled
end

def size(word, salt, key)
  OpenSSL::PKey::RSA.new(BITS) # bad: small-key, constant
  OpenSSL::PKey::RSA.new(
    1024 # bad: small-key, lines
  )
  Keys.new(1024) # bad: small-key, alias
  chosen = 1024
  chosen = 3072
  OpenSSL::PKey::RSA.new(chosen) # good: small-key, overwritten
  kept = 3072
  kept = 1024
  OpenSSL::PKey::RSA.new(kept) # bad: small-key, spoiled
end

def protocol(word, salt, key)
  context.min_version = OLD_VERSION # bad: old-tls-version, constant
  chosen = :TLS1
  chosen = :TLS1_2
  context.min_version = chosen # good: old-tls-version, overwritten
  kept = :TLS1_2
  kept = :TLS1
  context.min_version = kept # bad: old-tls-version, spoiled
end

def suite(word, salt, key)
  context.ciphers = SUITES # bad: weak-cipher-suite, constant
  chosen = 'ALL:RC4-SHA'
  chosen = 'ECDHE+AESGCM:!RC4'
  context.ciphers = chosen # good: weak-cipher-suite, overwritten
  kept = 'ECDHE+AESGCM:!RC4'
  kept = 'ALL:RC4-SHA'
  context.ciphers = kept # bad: weak-cipher-suite, spoiled
end

def padding(word, salt, key)
  key.public_encrypt(word, PLAIN_PADDING) # bad: rsa-without-oaep, constant
  key.public_encrypt( # over lines
    word,
    OpenSSL::PKey::RSA::PKCS1_PADDING # bad: rsa-without-oaep, lines
  )
  chosen = OpenSSL::PKey::RSA::PKCS1_PADDING
  chosen = OpenSSL::PKey::RSA::PKCS1_OAEP_PADDING
  key.public_encrypt(word, chosen) # good: rsa-without-oaep, overwritten
  kept = OpenSSL::PKey::RSA::PKCS1_OAEP_PADDING
  kept = OpenSSL::PKey::RSA::PKCS1_PADDING
  key.public_encrypt(word, kept) # bad: rsa-without-oaep, spoiled
end

def claims(word, salt, key)
  JWT.decode(token, key, SIGNING) # bad: jwt-verification-disabled, constant
  JWT.decode(
    token,
    key,
    false # bad: jwt-verification-disabled, lines
  )
  Token.decode(token, key, false) # bad: jwt-verification-disabled, alias
  chosen = false
  chosen = true
  JWT.decode(token, key, chosen) # good: jwt-verification-disabled, overwritten
  kept = true
  kept = false
  JWT.decode(token, key, kept) # bad: jwt-verification-disabled, spoiled
end

def token_key(word, salt, key)
  JWT.encode({}, TOKEN_KEY, 'HS256') # bad: hard-coded-jwt-key, constant
  JWT.encode(
    {},
    'harbour-light-16', # bad: hard-coded-jwt-key, lines
    'HS256'
  )
  Token.encode({}, 'harbour-light-16', 'HS256') # bad: hard-coded-jwt-key, alias
  chosen = 'harbour-light-16'
  chosen = vault.fetch('jwt')
  JWT.encode({}, chosen, 'HS256') # good: hard-coded-jwt-key, overwritten
  kept = vault.fetch('jwt')
  kept = 'harbour-light-16'
  JWT.encode({}, kept, 'HS256') # bad: hard-coded-jwt-key, spoiled
end

def certificate(word, salt, key)
  http.verify_mode = CHECK
  chosen = OpenSSL::SSL::VERIFY_NONE
  chosen = OpenSSL::SSL::VERIFY_PEER
  http.verify_mode = chosen # good: certificate-check-disabled, overwritten
  kept = OpenSSL::SSL::VERIFY_PEER
  kept = OpenSSL::SSL::VERIFY_NONE # bad: certificate-check-disabled, spoiled
  http.verify_mode = kept
end

def host_name(word, salt, key)
  context.verify_hostname = HOST_CHECK # bad: hostname-check-disabled, constant
  chosen = false
  chosen = true
  context.verify_hostname = chosen # good: hostname-check-disabled, overwritten
  kept = true
  kept = false
  context.verify_hostname = kept # bad: hostname-check-disabled, spoiled
end

def cookie(word, salt, key)
  response.set_cookie('session', value: word, secure: OVER_PLAIN) # bad: insecure-cookie, constant
  response.set_cookie(
    'session',
    value: word,
    secure: false # bad: insecure-cookie, lines
  )
  chosen = false
  chosen = true
  response.set_cookie('session', value: word, secure: chosen) # good: insecure-cookie, overwritten
  kept = true
  kept = false
  response.set_cookie('session', value: word, secure: kept) # bad: insecure-cookie, spoiled
end

def script_access(word, salt, key)
  response.set_cookie('session', value: word, httponly: SCRIPT_ACCESS) # bad: cookie-without-httponly, constant
  response.set_cookie(
    'session',
    value: word,
    httponly: false # bad: cookie-without-httponly, lines
  )
  chosen = false
  chosen = true
  response.set_cookie('session', value: word, httponly: chosen) # good: cookie-without-httponly, overwritten
  kept = true
  kept = false
  response.set_cookie('session', value: word, httponly: kept) # bad: cookie-without-httponly, spoiled
end

def host_key(word, salt, key)
  Net::SSH.start(host, user, verify_host_key: UNCHECKED_HOST) # bad: ssh-host-key-unchecked, constant
  Net::SSH.start(
    host,
    user,
    verify_host_key: :never # bad: ssh-host-key-unchecked, lines
  )
  Shells.start(host, user, verify_host_key: :never) # bad: ssh-host-key-unchecked, alias
  chosen = :never
  chosen = :always
  Net::SSH.start(host, user, verify_host_key: chosen) # good: ssh-host-key-unchecked, overwritten
  kept = :always
  kept = :never
  Net::SSH.start(host, user, verify_host_key: kept) # bad: ssh-host-key-unchecked, spoiled
end

def shell(word, salt, key)
  Net::SSH.start(host, user, encryption: [SHELL_CIPHER]) # bad: weak-ssh-algorithm, constant
  Net::SSH.start(
    host,
    user,
    encryption: ['3des-cbc'] # bad: weak-ssh-algorithm, lines
  )
  Shells.start(host, user, encryption: ['3des-cbc']) # bad: weak-ssh-algorithm, alias
  chosen = '3des-cbc'
  chosen = 'aes256-gcm@openssh.com'
  Net::SSH.start(host, user, encryption: [chosen]) # good: weak-ssh-algorithm, overwritten
  kept = 'aes256-gcm@openssh.com'
  kept = '3des-cbc'
  Net::SSH.start(host, user, encryption: [kept]) # bad: weak-ssh-algorithm, spoiled
end

def storage(word, salt, key)
  client.create_db_instance(storage_encrypted: AT_REST) # bad: unencrypted-storage, constant
  client.create_db_instance(
    storage_encrypted: false # bad: unencrypted-storage, lines
  )
  chosen = false
  chosen = true
  client.create_db_instance(storage_encrypted: chosen) # good: unencrypted-storage, overwritten
  kept = true
  kept = false
  client.create_db_instance(storage_encrypted: kept) # bad: unencrypted-storage, spoiled
end
