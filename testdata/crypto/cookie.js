const options = { httpOnly: true, secure: false }; // bad: insecure-cookie
const good = { httpOnly: true, secure: true };

function answer(res, value) {
  res.cookie('session', value, options);
  res.cookie('session', value, good);
}
