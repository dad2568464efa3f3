require 'openssl'

def literal(data)
  Digest::MD5.hexdigest(data) # bad: weak-hash
  Digest::SHA256.hexdigest(data)
  OpenSSL::Digest.new('sha1') # bad: weak-hash
end

def variable(data)
  name = 'md5'
  OpenSSL::Digest.new(name) # bad: weak-hash
end

def overwritten(data)
  name = 'md5'
  name = 'SHA256'
  OpenSSL::Digest.new(name)
end
