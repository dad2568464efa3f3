SESSION_COOKIE_HTTPONLY = False # bad: cookie-without-httponly
SESSION_COOKIE_HTTPONLY = True # good: cookie-without-httponly
h = hashlib.md5(password.encode()).hexdigest() # bad: weak-password-hash
k = argon2.PasswordHasher().hash(password) # good: weak-password-hash
w = md5_crypt.hash(password) # bad: weak-password-scheme
v = argon2.hash(password) # good: weak-password-scheme
