cookie.HttpOnly = false; // bad: cookie-without-httponly
cookie.HttpOnly = true; // good: cookie-without-httponly
var h = MD5.HashData(Encoding.UTF8.GetBytes(password)); // bad: weak-password-hash
var k = hasher.HashPassword(user, password); // good: weak-password-hash
