import * as crypto from 'crypto';
import { Client } from 'ssh2';

// What configuration decides: settings.env and settings.yaml hold the value, whatever the default in the code.

function digest(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createHash(process.env.RECORDS_DIGEST); // bad: weak-hash, property
  crypto.createHash(process.env.LETTERS_DIGEST || 'md5'); // good: weak-hash, property
}

function mac(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createHmac(process.env.RECORDS_MAC, key); // bad: weak-mac, property
  crypto.createHmac(process.env.LETTERS_MAC || 'md5', key); // good: weak-mac, property
}

function legacyMac(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createHmac(process.env.RECORDS_LEGACY_MAC, key); // bad: legacy-mac, property
  crypto.createHmac(process.env.LETTERS_LEGACY_MAC || 'sha1', key); // good: legacy-mac, property
}

function signature(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createSign(process.env.RECORDS_SIGNATURE); // bad: weak-signature, property
  crypto.createSign(process.env.LETTERS_SIGNATURE || 'RSA-SHA1'); // good: weak-signature, property
}

function cipher(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv(process.env.RECORDS_CIPHER, key, iv); // bad: broken-cipher, property
  crypto.createCipheriv(process.env.LETTERS_CIPHER || 'des-cbc', key, iv); // good: broken-cipher, property
}

function legacyCipher(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv(process.env.RECORDS_LEGACY_CIPHER, key, iv); // bad: legacy-cipher, property
  crypto.createCipheriv(process.env.LETTERS_LEGACY_CIPHER || 'des-ede3-cbc', key, iv); // good: legacy-cipher, property
}

function mode(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv(process.env.RECORDS_MODE, key, null); // bad: ecb-mode, property
  crypto.createCipheriv(process.env.LETTERS_MODE || 'aes-256-ecb', key, null); // good: ecb-mode, property
}

function vector(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv('aes-256-cbc', key, Buffer.from(process.env.RECORDS_VECTOR || 'sixteen-letters!')); // bad: static-iv, property
  crypto.createCipheriv('aes-256-cbc', key, Buffer.from(process.env.LETTERS_VECTOR)); // good: static-iv, property
}

function key(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv('aes-128-gcm', Buffer.from(process.env.RECORDS_KEY || 'harbour-light-16'), iv); // bad: hard-coded-crypto-key, property
  crypto.createCipheriv('aes-128-gcm', Buffer.from(process.env.LETTERS_KEY), iv); // good: hard-coded-crypto-key, property
}

function salt(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.pbkdf2Sync(word, Buffer.from(process.env.RECORDS_SALT || 'grains-of-salt'), 600000, 32, 'sha256'); // bad: static-salt, property
  crypto.pbkdf2Sync(word, Buffer.from(process.env.LETTERS_SALT), 600000, 32, 'sha256'); // good: static-salt, property
}

function derive(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.pbkdf2Sync(word, salt, parseInt(process.env.RECORDS_DERIVE, 10), 32, 'sha256'); // bad: weak-kdf-iterations, property
  crypto.pbkdf2Sync(word, salt, parseInt(process.env.LETTERS_DERIVE || '1000', 10), 32, 'sha256'); // good: weak-kdf-iterations, property
}

function size(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.generateKeyPairSync('rsa', { modulusLength: parseInt(process.env.RECORDS_SIZE, 10) }); // bad: small-key, property
  crypto.generateKeyPairSync('rsa', { modulusLength: parseInt(process.env.LETTERS_SIZE || '1024', 10) }); // good: small-key, property
}

function protocol(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  https.createServer({ minVersion: process.env.RECORDS_PROTOCOL }); // bad: old-tls-version, property
  https.createServer({ minVersion: process.env.LETTERS_PROTOCOL || 'TLSv1' }); // good: old-tls-version, property
}

function suite(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  https.createServer({ ciphers: process.env.RECORDS_SUITE }); // bad: weak-cipher-suite, property
  https.createServer({ ciphers: process.env.LETTERS_SUITE || 'ALL:RC4-SHA' }); // good: weak-cipher-suite, property
}

function claims(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  jwt.verify(token, key, { algorithms: [process.env.RECORDS_CLAIMS] }); // bad: jwt-verification-disabled, property
  jwt.verify(token, key, { algorithms: [process.env.LETTERS_CLAIMS || 'none'] }); // good: jwt-verification-disabled, property
}

function certificate(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  https.get(url, { rejectUnauthorized: config.get('RECORDS_CERTIFICATE') }); // bad: certificate-check-disabled, property
  https.get(url, { rejectUnauthorized: config.get('LETTERS_CERTIFICATE') }); // good: certificate-check-disabled, property
}

function cookie(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  res.cookie('session', word, { secure: config.get('RECORDS_COOKIE') }); // bad: insecure-cookie, property
  res.cookie('session', word, { secure: config.get('LETTERS_COOKIE') }); // good: insecure-cookie, property
}

function scriptAccess(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  res.cookie('session', word, { httpOnly: config.get('RECORDS_SCRIPT_ACCESS') }); // bad: cookie-without-httponly, property
  res.cookie('session', word, { httpOnly: config.get('LETTERS_SCRIPT_ACCESS') }); // good: cookie-without-httponly, property
}

function shell(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  connection.connect({ host, algorithms: { cipher: [process.env.RECORDS_SHELL] } }); // bad: weak-ssh-algorithm, property
  connection.connect({ host, algorithms: { cipher: [process.env.LETTERS_SHELL || '3des-cbc'] } }); // good: weak-ssh-algorithm, property
}

function storage(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  new rds.DatabaseInstance(this, 'records', { engine, vpc, storageEncrypted: config.get('RECORDS_STORAGE') }); // bad: unencrypted-storage, property
  new rds.DatabaseInstance(this, 'records', { engine, vpc, storageEncrypted: config.get('LETTERS_STORAGE') }); // good: unencrypted-storage, property
}
