const jwt = require('jsonwebtoken');

const KEY = 'quiet-harbour-lamp-of-the-north';
const NONE = 'none';

function token(claims, text, key) {
  jwt.sign(claims, KEY, { expiresIn: 60 }); // bad: hard-coded-jwt-key
  jwt.sign(claims, process.env.JWT_KEY, { expiresIn: 60 });
  jwt.verify(text, key, { algorithms: [NONE] }); // bad: jwt-verification-disabled
  jwt.verify(text, key, { algorithms: ['RS256'] });
}
