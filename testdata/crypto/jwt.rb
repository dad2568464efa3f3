KEY = 'quiet-harbour-lamp-of-the-north'

def sign(claims, text, key)
  JWT.encode(claims, KEY, 'HS256') # bad: hard-coded-jwt-key
  JWT.encode(claims, ENV.fetch('JWT_KEY'), 'HS256')
  verify = false
  JWT.decode(text, key, verify) # bad: jwt-verification-disabled
  JWT.decode(text, key, true, algorithm: 'RS256')
end
