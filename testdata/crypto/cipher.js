const crypto = require('crypto');
const NAME = 'des-cbc';

function literal(key, iv) {
  crypto.createCipheriv('rc4', key, iv); // bad: broken-cipher
  crypto.createCipheriv('aes-256-ecb', key, iv); // bad: ecb-mode
  crypto.createCipheriv('des-ede3-cbc', key, iv); // bad: legacy-cipher
  crypto.createCipheriv('aes-256-gcm', key, iv);
  crypto.createCipheriv(NAME, key, iv); // bad: broken-cipher
}
