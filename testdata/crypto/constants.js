const crypto = require('crypto');

const key = Buffer.from('quiet-harbour-16-quiet-harbour-16');
const rounds = 1000;

function seal(given) {
  crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12)); // bad: hard-coded-crypto-key
  const iv = Buffer.alloc(16);
  crypto.createCipheriv('aes-256-cbc', given, iv); // bad: static-iv
  const fresh = Buffer.alloc(16);
  crypto.randomFillSync(fresh);
  crypto.createCipheriv('aes-256-cbc', given, fresh);
}

function derived(word, salt) {
  crypto.pbkdf2Sync(word, 'pepper', 600000, 32, 'sha256'); // bad: static-salt
  crypto.pbkdf2Sync(word, salt, rounds, 32, 'sha256'); // bad: weak-kdf-iterations
  crypto.pbkdf2Sync(word, salt, 600000, 32, 'sha256');
}

function size() {
  const options = { modulusLength: 1024 }; // bad: small-key
  crypto.generateKeyPairSync('rsa', options);
  crypto.generateKeyPairSync('rsa', { modulusLength: 3072 });
}
