package covered

var c = &http.Cookie{Name: "a", HttpOnly: false} // bad: cookie-without-httponly
var d = &http.Cookie{Name: "a", HttpOnly: true} // good: cookie-without-httponly
var h = md5.Sum([]byte(password)) // bad: weak-password-hash
var k = argon2.IDKey([]byte(password), salt, 2, 19*1024, 1, 32) // good: weak-password-hash
