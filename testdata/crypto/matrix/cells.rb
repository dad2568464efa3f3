# Families that Ruby has beside those of families.rb.

def addresses
  fhir_url = 'http://records.clinic.zz/fhir' # bad: cleartext-endpoint
  api_url = 'https://records.clinic.zz/fhir' # good: cleartext-endpoint
end

def pseudonym(patient)
  Digest::SHA256.hexdigest( # bad: hashed-identifier, lines
    patient.ssn
  )
end

def token
  token = format(
    '%d',
    rand(10**12) # bad: weak-random, lines
  )
  token
end

def lines(cipher, http, context)
  cipher = OpenSSL::Cipher.new('aes-256-cbc')
  cipher.iv =
    'sixteen-letters!' # bad: static-iv, lines
  cipher.key =
    'harbour-light-16' # bad: hard-coded-crypto-key, lines
  http.verify_mode =
    OpenSSL::SSL::VERIFY_NONE # bad: certificate-check-disabled, lines
  context.verify_hostname = # over lines
    false # bad: hostname-check-disabled, lines
  context.min_version = # over lines
    :TLS1 # bad: old-tls-version, lines
  context.ciphers =
    'ALL:RC4-SHA' # bad: weak-cipher-suite, lines
  Net::FTP.new( # bad: cleartext-protocol, lines
    'files.larkspur-clinic.com'
  )
end
