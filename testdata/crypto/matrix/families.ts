import * as crypto from 'crypto';
import { createHash as hashOf, createCipheriv as cipherOf } from 'crypto';
import { Client } from 'ssh2';

const WEAK: string = 'md5';
const SECRET: string = 'harbour-light-16';
const ROUNDS: number = 1000;
const BITS: number = 1024;
const OLD: string = 'TLSv1';

function hash(data: Buffer) {
  crypto.createHash('sha1').update(data); // bad: weak-hash
  crypto.createHash(
    'md5', // bad: weak-hash, lines
  );
  hashOf('md5').update(data); // bad: weak-hash, alias
  crypto.createHash(WEAK).update(data); // bad: weak-hash, constant
  crypto.createHash(process.env.DIGEST || 'md5').update(data); // bad: weak-hash, property
  let name: string = 'md5';
  name = 'sha256';
  crypto.createHash(name).update(data); // good: weak-hash, overwritten
}

function cipher(key: Buffer, iv: Buffer): void {
  crypto.createCipheriv('des-cbc', key, iv); // bad: broken-cipher
  crypto.createCipheriv(
    'rc4', // bad: broken-cipher, lines
    key,
    iv,
  );
  cipherOf('des-cbc', key, iv); // bad: broken-cipher, alias
  let name: string = 'des-cbc';
  crypto.createCipheriv(name, key, iv); // bad: broken-cipher, constant
  name = 'aes-256-gcm';
  crypto.createCipheriv(name, key, iv); // good: broken-cipher, overwritten
  crypto.createCipheriv('des-ede3-cbc', key, iv); // bad: legacy-cipher
  crypto.createCipheriv('aes-256-gcm', key, iv); // good: legacy-cipher
}

function mode(key) {
  crypto.createCipheriv('aes-256-ecb', key, null); // bad: ecb-mode
  crypto.createCipheriv( // by name
    'aes-128-ecb', // bad: ecb-mode, lines
    key,
    null,
  );
  const chosen = 'aes-256-ecb';
  crypto.createCipheriv(chosen, key, null); // bad: ecb-mode, constant
  let name: string = 'aes-256-ecb';
  name = 'aes-256-gcm';
  crypto.createCipheriv(name, key, crypto.randomBytes(12)); // good: ecb-mode, overwritten
}

function vector(key) {
  crypto.createCipheriv('aes-256-cbc', key, 'sixteen-letters!'); // bad: static-iv
  crypto.createCipheriv(
    'aes-256-cbc',
    key,
    Buffer.from(SECRET), // bad: static-iv, lines constant
  );
  let iv = Buffer.alloc(16);
  iv = crypto.randomBytes(16);
  crypto.createCipheriv('aes-256-cbc', key, iv); // good: static-iv, overwritten
}

function keys(iv) {
  crypto.createCipheriv('aes-128-gcm', 'harbour-light-16', iv); // bad: hard-coded-crypto-key
  crypto.createCipheriv(
    'aes-128-gcm',
    Buffer.from(SECRET), // bad: hard-coded-crypto-key, lines constant
    iv,
  );
  let key: string = 'harbour-light-16';
  key = vault.fetch('records');
  crypto.createCipheriv('aes-128-gcm', key, iv); // good: hard-coded-crypto-key, overwritten
}

function salts(word: string) {
  crypto.pbkdf2Sync(word, 'grains-of-salt', 600000, 32, 'sha256'); // bad: static-salt
  crypto.scryptSync(
    word,
    SECRET, // bad: static-salt, lines constant
    32,
  );
  let salt: string = 'grains-of-salt';
  salt = crypto.randomBytes(16);
  crypto.pbkdf2Sync(word, salt, 600000, 32, 'sha256'); // good: static-salt, overwritten
}

function derive(word: string, salt: Buffer) {
  crypto.pbkdf2Sync(word, salt, 1000, 32, 'sha256'); // bad: weak-kdf-iterations
  crypto.pbkdf2Sync(
    word,
    salt,
    ROUNDS, // bad: weak-kdf-iterations, lines constant
    32,
    'sha256',
  );
  let rounds: number = 1000;
  rounds = 600000;
  crypto.pbkdf2Sync(word, salt, rounds, 32, 'sha256'); // good: weak-kdf-iterations, overwritten
  bcrypt.hashSync(word, 4); // bad: weak-kdf-iterations
}

function size() {
  crypto.generateKeyPairSync('rsa', { modulusLength: 1024 }); // bad: small-key
  crypto.generateKeyPairSync('rsa', {
    modulusLength: BITS, // bad: small-key, lines constant
  });
  let bits: number = 1024;
  bits = 3072;
  crypto.generateKeyPairSync('rsa', { modulusLength: bits }); // good: small-key, overwritten
}

function tokens() {
  const token = Math.random().toString(36); // bad: weak-random
  const fresh = crypto.randomBytes(16).toString('hex'); // good: weak-random
  return token + fresh;
}

function certificates(url) {
  https.get(url, { rejectUnauthorized: false }); // bad: certificate-check-disabled
  const check = false;
  https.get(url, {
    rejectUnauthorized: check, // bad: certificate-check-disabled, lines constant
  });
  let strict: boolean = false;
  strict = true;
  https.get(url, { rejectUnauthorized: strict }); // good: certificate-check-disabled, overwritten
  tls.connect({ host, checkServerIdentity: () => undefined }); // bad: hostname-check-disabled
  tls.connect({ host, checkServerIdentity: (name, cert) => tls.checkServerIdentity(name, cert) }); // good: hostname-check-disabled
}

function protocol() {
  https.createServer({ minVersion: 'TLSv1' }); // bad: old-tls-version
  https.createServer({
    minVersion: OLD, // bad: old-tls-version, lines constant
  });
  let version: string = 'TLSv1';
  version = 'TLSv1.2';
  https.createServer({ minVersion: version }); // good: old-tls-version, overwritten
  https.createServer({ ciphers: 'ALL:RC4-SHA' }); // bad: weak-cipher-suite
  https.createServer({ ciphers: 'ECDHE+AESGCM:!RC4' }); // good: weak-cipher-suite
}

function wrap(key, data) {
  crypto.publicEncrypt({ key, padding: crypto.constants.RSA_PKCS1_PADDING }, data); // bad: rsa-without-oaep
  crypto.publicEncrypt({ key, padding: crypto.constants.RSA_PKCS1_OAEP_PADDING }, data); // good: rsa-without-oaep
}

function claims(token: string, key: Buffer) {
  jwt.verify(token, key, { algorithms: ['none'] }); // bad: jwt-verification-disabled
  jwt.verify(token, key, {
    algorithms: ['none'], // bad: jwt-verification-disabled, lines
  });
  jwt.verify(token, key, { algorithms: ['RS256'] }); // good: jwt-verification-disabled
  jwt.sign({}, 'harbour-light-16'); // bad: hard-coded-jwt-key
  jwt.sign({}, SECRET); // bad: hard-coded-jwt-key, constant
  jwt.sign({}, process.env.JWT); // good: hard-coded-jwt-key
}

function cookies(res: Response) {
  res.cookie('session', value, { secure: false }); // bad: insecure-cookie
  res.cookie('session', value, {
    secure: false, // bad: insecure-cookie, lines
  });
  let safe: boolean = false;
  safe = true;
  res.cookie('session', value, { secure: safe }); // good: insecure-cookie, overwritten
}

function transport() {
  ldap.createClient({ url: 'ldap://directory.larkspur-clinic.com' }); // bad: cleartext-protocol
  ldap.createClient({ url: 'ldaps://directory.larkspur-clinic.com' }); // good: cleartext-protocol
  nodemailer.createTransport({ host, ignoreTLS: true }); // bad: cleartext-protocol
  nodemailer.createTransport({ host, requireTLS: true }); // good: cleartext-protocol
}

function shell() {
  connection.connect({ host, hostVerifier: () => true }); // bad: ssh-host-key-unchecked
  connection.connect({ host, hostVerifier: (key) => known.has(key) }); // good: ssh-host-key-unchecked
  connection.connect({ host, algorithms: { cipher: ['3des-cbc'] } }); // bad: weak-ssh-algorithm
  connection.connect({ host, algorithms: { cipher: ['aes256-gcm@openssh.com'] } }); // good: weak-ssh-algorithm
}

function rest() {
  new rds.DatabaseInstance(this, 'records', { engine, vpc, storageEncrypted: false }); // bad: unencrypted-storage
  new rds.DatabaseInstance(this, 'records', { engine, vpc, storageEncrypted: true }); // good: unencrypted-storage
}

function signing(key) {
  crypto.createHmac('md5', key); // bad: weak-mac
  crypto.createHmac('sha256', key); // good: weak-mac
  crypto.createHmac('sha1', key); // bad: legacy-mac
  crypto.createHmac('sha256', key); // good: legacy-mac
  crypto.createSign('RSA-SHA1'); // bad: weak-signature
  crypto.createSign('RSA-SHA256'); // good: weak-signature
}

function pseudonym(patient, key) {
  const id = crypto.createHash('sha256').update(patient.ssn).digest('hex'); // bad: hashed-identifier
  const keyed = crypto.createHmac('sha256', key).update(patient.ssn).digest('hex'); // good: hashed-identifier
  return id + keyed;
}
