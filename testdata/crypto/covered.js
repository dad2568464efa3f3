res.cookie('a', v, { httpOnly: false }); // bad: cookie-without-httponly
res.cookie('a', v, { httpOnly: true }); // good: cookie-without-httponly
const h = crypto.createHash('sha1').update(password).digest('hex'); // bad: weak-password-hash
const k = await argon2.hash(password); // good: weak-password-hash
