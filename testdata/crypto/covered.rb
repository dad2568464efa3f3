cookies[:a] = { value: v, httponly: false } # bad: cookie-without-httponly
cookies[:a] = { value: v, httponly: true } # good: cookie-without-httponly
h = Digest::SHA1.hexdigest(salt + password) # bad: weak-password-hash
k = BCrypt::Password.create(password, cost: 12) # good: weak-password-hash
