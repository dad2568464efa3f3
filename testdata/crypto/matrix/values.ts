import * as crypto from 'crypto';
import { Client } from 'ssh2';
import { connect as connectTo } from 'tls';
import { createCipheriv as cipherOf } from 'crypto';
import { createClient as directoryClient } from 'ldapjs';
import { createHash as hashOf } from 'crypto';
import { createHmac as hmacOf } from 'crypto';
import { createServer as serve } from 'https';
import { createSign as signOf } from 'crypto';
import { generateKeyPairSync as pairOf } from 'crypto';
import { get as fetchFrom } from 'https';
import { pbkdf2Sync as stretch } from 'crypto';
import { publicEncrypt as sealFor } from 'crypto';
import { sign as issue } from 'jsonwebtoken';
import { verify as check } from 'jsonwebtoken';

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
const WEAK_HASH: string = 'md5';
const WEAK_MAC: string = 'md5';
const LEGACY_MAC: string = 'sha1';
const WEAK_SIGNATURE: string = 'RSA-SHA1';
const BROKEN: string = 'des-cbc';
const LEGACY: string = 'des-ede3-cbc';
const BLOCKS: string = 'aes-256-ecb';
const VECTOR: string = 'sixteen-letters!';
const KEY_BYTES: string = 'harbour-light-16';
const GRAINS: string = 'grains-of-salt';
const ROUNDS: number = 1000;
const BITS: number = 1024;
const OLD_VERSION: string = 'TLSv1';
const SUITES: string = 'ALL:RC4-SHA';
const PLAIN_PADDING = crypto.constants.RSA_PKCS1_PADDING;
const SIGNING: string = 'none';
const TOKEN_KEY: string = 'harbour-light-16';
const CHECK: boolean = false;
const HOST_CHECK = () => undefined;
const OVER_PLAIN: boolean = false;
const SCRIPT_ACCESS: boolean = false;
const DIRECTORY: string = 'ldap://directory.larkspur-clinic.com'; // bad: cleartext-protocol, constant
const UNCHECKED_HOST = () => true;
const SHELL_CIPHER: string = '3des-cbc';
const AT_REST: boolean = false;

function digest(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createHash(WEAK_HASH); // bad: weak-hash, constant
  crypto.createHash(
    'md5' // bad: weak-hash, lines
  );
  hashOf('md5'); // bad: weak-hash, alias
  let chosen: string = 'md5';
  chosen = 'sha256';
  crypto.createHash(chosen); // good: weak-hash, overwritten
  let kept: string = 'sha256';
  kept = 'md5';
  crypto.createHash(kept); // bad: weak-hash, spoiled
}

function mac(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createHmac(WEAK_MAC, key); // bad: weak-mac, constant
  crypto.createHmac( // over lines
    'md5', // bad: weak-mac, lines
    key
  );
  hmacOf('md5', key); // bad: weak-mac, alias
  let chosen: string = 'md5';
  chosen = 'sha256';
  crypto.createHmac(chosen, key); // good: weak-mac, overwritten
  let kept: string = 'sha256';
  kept = 'md5';
  crypto.createHmac(kept, key); // bad: weak-mac, spoiled
}

function legacyMac(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createHmac(LEGACY_MAC, key); // bad: legacy-mac, constant
  crypto.createHmac( // over lines
    'sha1', // bad: legacy-mac, lines
    key
  );
  hmacOf('sha1', key); // bad: legacy-mac, alias
  let chosen: string = 'sha1';
  chosen = 'sha256';
  crypto.createHmac(chosen, key); // good: legacy-mac, overwritten
  let kept: string = 'sha256';
  kept = 'sha1';
  crypto.createHmac(kept, key); // bad: legacy-mac, spoiled
}

function signature(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createSign(WEAK_SIGNATURE); // bad: weak-signature, constant
  crypto.createSign( // over lines
    'RSA-SHA1' // bad: weak-signature, lines
  );
  signOf('RSA-SHA1'); // bad: weak-signature, alias
  let chosen: string = 'RSA-SHA1';
  chosen = 'RSA-SHA256';
  crypto.createSign(chosen); // good: weak-signature, overwritten
  let kept: string = 'RSA-SHA256';
  kept = 'RSA-SHA1';
  crypto.createSign(kept); // bad: weak-signature, spoiled
}

function cipher(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv(BROKEN, key, iv); // bad: broken-cipher, constant
  crypto.createCipheriv(
    'des-cbc', // bad: broken-cipher, lines
    key,
    iv
  );
  cipherOf('des-cbc', key, iv); // bad: broken-cipher, alias
  let chosen: string = 'des-cbc';
  chosen = 'aes-256-gcm';
  crypto.createCipheriv(chosen, key, iv); // good: broken-cipher, overwritten
  let kept: string = 'aes-256-gcm';
  kept = 'des-cbc';
  crypto.createCipheriv(kept, key, iv); // bad: broken-cipher, spoiled
}

function legacyCipher(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv(LEGACY, key, iv); // bad: legacy-cipher, constant
  crypto.createCipheriv(
    'des-ede3-cbc', // bad: legacy-cipher, lines
    key,
    iv
  );
  cipherOf('des-ede3-cbc', key, iv); // bad: legacy-cipher, alias
  let chosen: string = 'des-ede3-cbc';
  chosen = 'aes-256-gcm';
  crypto.createCipheriv(chosen, key, iv); // good: legacy-cipher, overwritten
  let kept: string = 'aes-256-gcm';
  kept = 'des-ede3-cbc';
  crypto.createCipheriv(kept, key, iv); // bad: legacy-cipher, spoiled
}

function mode(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv(BLOCKS, key, null); // bad: ecb-mode, constant
  crypto.createCipheriv( // over lines
    'aes-256-ecb', // bad: ecb-mode, lines
    key,
    null
  );
  cipherOf('aes-256-ecb', key, null); // bad: ecb-mode, alias
  let chosen: string = 'aes-256-ecb';
  chosen = 'aes-256-gcm';
  crypto.createCipheriv(chosen, key, null); // good: ecb-mode, overwritten
  let kept: string = 'aes-256-gcm';
  kept = 'aes-256-ecb';
  crypto.createCipheriv(kept, key, null); // bad: ecb-mode, spoiled
}

function vector(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv('aes-256-cbc', key, Buffer.from(VECTOR)); // bad: static-iv, constant
  crypto.createCipheriv(
    'aes-256-cbc',
    key,
    Buffer.from('sixteen-letters!') // bad: static-iv, lines
  );
  cipherOf('aes-256-cbc', key, Buffer.from('sixteen-letters!')); // bad: static-iv, alias
  let chosen: Buffer = Buffer.from('sixteen-letters!');
  chosen = crypto.randomBytes(16);
  crypto.createCipheriv('aes-256-cbc', key, chosen); // good: static-iv, overwritten
  let kept: Buffer = crypto.randomBytes(16);
  kept = Buffer.from('sixteen-letters!');
  crypto.createCipheriv('aes-256-cbc', key, kept); // bad: static-iv, spoiled
}

function key(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.createCipheriv('aes-128-gcm', Buffer.from(KEY_BYTES), iv); // bad: hard-coded-crypto-key, constant
  crypto.createCipheriv(
    'aes-128-gcm',
    Buffer.from('harbour-light-16'), // bad: hard-coded-crypto-key, lines
    iv
  );
  cipherOf('aes-128-gcm', Buffer.from('harbour-light-16'), iv); // bad: hard-coded-crypto-key, alias
  let chosen: Buffer = Buffer.from('harbour-light-16');
  chosen = vault.fetch('records');
  crypto.createCipheriv('aes-128-gcm', chosen, iv); // good: hard-coded-crypto-key, overwritten
  let kept: Buffer = vault.fetch('records');
  kept = Buffer.from('harbour-light-16');
  crypto.createCipheriv('aes-128-gcm', kept, iv); // bad: hard-coded-crypto-key, spoiled
}

function salt(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.pbkdf2Sync(word, Buffer.from(GRAINS), 600000, 32, 'sha256'); // bad: static-salt, constant
  crypto.pbkdf2Sync(
    word,
    Buffer.from('grains-of-salt'), // bad: static-salt, lines
    600000,
    32,
    'sha256'
  );
  stretch(word, Buffer.from('grains-of-salt'), 600000, 32, 'sha256'); // bad: static-salt, alias
  let chosen: Buffer = Buffer.from('grains-of-salt');
  chosen = crypto.randomBytes(16);
  crypto.pbkdf2Sync(word, chosen, 600000, 32, 'sha256'); // good: static-salt, overwritten
  let kept: Buffer = crypto.randomBytes(16);
  kept = Buffer.from('grains-of-salt');
  crypto.pbkdf2Sync(word, kept, 600000, 32, 'sha256'); // bad: static-salt, spoiled
}

function derive(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.pbkdf2Sync(word, salt, ROUNDS, 32, 'sha256'); // bad: weak-kdf-iterations, constant
  crypto.pbkdf2Sync(
    word,
    salt,
    1000, // bad: weak-kdf-iterations, lines
    32,
    'sha256'
  );
  stretch(word, salt, 1000, 32, 'sha256'); // bad: weak-kdf-iterations, alias
  let chosen: number = 1000;
  chosen = 600000;
  crypto.pbkdf2Sync(word, salt, chosen, 32, 'sha256'); // good: weak-kdf-iterations, overwritten
  let kept: number = 600000;
  kept = 1000;
  crypto.pbkdf2Sync(word, salt, kept, 32, 'sha256'); // bad: weak-kdf-iterations, spoiled
}

function size(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.generateKeyPairSync('rsa', { modulusLength: BITS }); // bad: small-key, constant
  crypto.generateKeyPairSync(
    'rsa',
    { modulusLength: 1024 } // bad: small-key, lines
  );
  pairOf('rsa', { modulusLength: 1024 }); // bad: small-key, alias
  let chosen: number = 1024;
  chosen = 3072;
  crypto.generateKeyPairSync('rsa', { modulusLength: chosen }); // good: small-key, overwritten
  let kept: number = 3072;
  kept = 1024;
  crypto.generateKeyPairSync('rsa', { modulusLength: kept }); // bad: small-key, spoiled
}

function protocol(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  https.createServer({ minVersion: OLD_VERSION }); // bad: old-tls-version, constant
  https.createServer({
    minVersion: 'TLSv1' // bad: old-tls-version, lines
  });
  serve({ minVersion: 'TLSv1' }); // bad: old-tls-version, alias
  let chosen: string = 'TLSv1';
  chosen = 'TLSv1.2';
  https.createServer({ minVersion: chosen }); // good: old-tls-version, overwritten
  let kept: string = 'TLSv1.2';
  kept = 'TLSv1';
  https.createServer({ minVersion: kept }); // bad: old-tls-version, spoiled
}

function suite(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  https.createServer({ ciphers: SUITES }); // bad: weak-cipher-suite, constant
  https.createServer({
    ciphers: 'ALL:RC4-SHA' // bad: weak-cipher-suite, lines
  });
  serve({ ciphers: 'ALL:RC4-SHA' }); // bad: weak-cipher-suite, alias
  let chosen: string = 'ALL:RC4-SHA';
  chosen = 'ECDHE+AESGCM:!RC4';
  https.createServer({ ciphers: chosen }); // good: weak-cipher-suite, overwritten
  let kept: string = 'ECDHE+AESGCM:!RC4';
  kept = 'ALL:RC4-SHA';
  https.createServer({ ciphers: kept }); // bad: weak-cipher-suite, spoiled
}

function padding(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  crypto.publicEncrypt({ key, padding: PLAIN_PADDING }, word); // bad: rsa-without-oaep, constant
  crypto.publicEncrypt({
    key,
    padding: crypto.constants.RSA_PKCS1_PADDING // bad: rsa-without-oaep, lines
  }, word);
  sealFor({ key, padding: crypto.constants.RSA_PKCS1_PADDING }, word); // bad: rsa-without-oaep, alias
  let chosen = crypto.constants.RSA_PKCS1_PADDING;
  chosen = crypto.constants.RSA_PKCS1_OAEP_PADDING;
  crypto.publicEncrypt({ key, padding: chosen }, word); // good: rsa-without-oaep, overwritten
  let kept = crypto.constants.RSA_PKCS1_OAEP_PADDING;
  kept = crypto.constants.RSA_PKCS1_PADDING;
  crypto.publicEncrypt({ key, padding: kept }, word); // bad: rsa-without-oaep, spoiled
}

function claims(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  jwt.verify(token, key, { algorithms: [SIGNING] }); // bad: jwt-verification-disabled, constant
  jwt.verify(
    token,
    key,
    { algorithms: ['none'] } // bad: jwt-verification-disabled, lines
  );
  check(token, key, { algorithms: ['none'] }); // bad: jwt-verification-disabled, alias
  let chosen: string = 'none';
  chosen = 'RS256';
  jwt.verify(token, key, { algorithms: [chosen] }); // good: jwt-verification-disabled, overwritten
  let kept: string = 'RS256';
  kept = 'none';
  jwt.verify(token, key, { algorithms: [kept] }); // bad: jwt-verification-disabled, spoiled
}

function tokenKey(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  jwt.sign({}, TOKEN_KEY); // bad: hard-coded-jwt-key, constant
  jwt.sign(
    {},
    'harbour-light-16' // bad: hard-coded-jwt-key, lines
  );
  issue({}, 'harbour-light-16'); // bad: hard-coded-jwt-key, alias
  let chosen: string = 'harbour-light-16';
  chosen = vault.fetch('jwt');
  jwt.sign({}, chosen); // good: hard-coded-jwt-key, overwritten
  let kept: string = vault.fetch('jwt');
  kept = 'harbour-light-16';
  jwt.sign({}, kept); // bad: hard-coded-jwt-key, spoiled
}

function certificate(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  https.get(url, { rejectUnauthorized: CHECK }); // bad: certificate-check-disabled, constant
  https.get(
    url,
    { rejectUnauthorized: false } // bad: certificate-check-disabled, lines
  );
  fetchFrom(url, { rejectUnauthorized: false }); // bad: certificate-check-disabled, alias
  let chosen: boolean = false;
  chosen = true;
  https.get(url, { rejectUnauthorized: chosen }); // good: certificate-check-disabled, overwritten
  let kept: boolean = true;
  kept = false;
  https.get(url, { rejectUnauthorized: kept }); // bad: certificate-check-disabled, spoiled
}

function hostName(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  tls.connect({ host, checkServerIdentity: HOST_CHECK }); // bad: hostname-check-disabled, constant
  tls.connect({
    host,
    checkServerIdentity: () => undefined // bad: hostname-check-disabled, lines
  });
  connectTo({ host, checkServerIdentity: () => undefined }); // bad: hostname-check-disabled, alias
  let chosen = () => undefined;
  chosen = (name, cert) => tls.checkServerIdentity(name, cert);
  tls.connect({ host, checkServerIdentity: chosen }); // good: hostname-check-disabled, overwritten
  let kept = (name, cert) => tls.checkServerIdentity(name, cert);
  kept = () => undefined;
  tls.connect({ host, checkServerIdentity: kept }); // bad: hostname-check-disabled, spoiled
}

function cookie(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  res.cookie('session', word, { secure: OVER_PLAIN }); // bad: insecure-cookie, constant
  res.cookie(
    'session',
    word,
    { secure: false } // bad: insecure-cookie, lines
  );
  let chosen: boolean = false;
  chosen = true;
  res.cookie('session', word, { secure: chosen }); // good: insecure-cookie, overwritten
  let kept: boolean = true;
  kept = false;
  res.cookie('session', word, { secure: kept }); // bad: insecure-cookie, spoiled
}

function scriptAccess(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  res.cookie('session', word, { httpOnly: SCRIPT_ACCESS }); // bad: cookie-without-httponly, constant
  res.cookie(
    'session',
    word,
    { httpOnly: false } // bad: cookie-without-httponly, lines
  );
  let chosen: boolean = false;
  chosen = true;
  res.cookie('session', word, { httpOnly: chosen }); // good: cookie-without-httponly, overwritten
  let kept: boolean = true;
  kept = false;
  res.cookie('session', word, { httpOnly: kept }); // bad: cookie-without-httponly, spoiled
}

function transport(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  ldap.createClient({ url: DIRECTORY });
  ldap.createClient({
    url: 'ldap://directory.larkspur-clinic.com' // bad: cleartext-protocol, lines
  });
  directoryClient({ url: 'ldap://directory.larkspur-clinic.com' }); // bad: cleartext-protocol, alias
  let chosen: string = 'ldap://directory.larkspur-clinic.com';
  chosen = 'ldaps://directory.larkspur-clinic.com';
  ldap.createClient({ url: chosen }); // good: cleartext-protocol, overwritten
  let kept: string = 'ldaps://directory.larkspur-clinic.com';
  kept = 'ldap://directory.larkspur-clinic.com'; // bad: cleartext-protocol, spoiled
  ldap.createClient({ url: kept });
}

function hostKey(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  connection.connect({ host, hostVerifier: UNCHECKED_HOST }); // bad: ssh-host-key-unchecked, constant
  connection.connect({
    host,
    hostVerifier: () => true // bad: ssh-host-key-unchecked, lines
  });
  let chosen = () => true;
  chosen = (key) => known.has(key);
  connection.connect({ host, hostVerifier: chosen }); // good: ssh-host-key-unchecked, overwritten
  let kept = (key) => known.has(key);
  kept = () => true;
  connection.connect({ host, hostVerifier: kept }); // bad: ssh-host-key-unchecked, spoiled
}

function shell(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  connection.connect({ host, algorithms: { cipher: [SHELL_CIPHER] } }); // bad: weak-ssh-algorithm, constant
  connection.connect({
    host,
    algorithms: { cipher: ['3des-cbc'] } // bad: weak-ssh-algorithm, lines
  });
  let chosen: string = '3des-cbc';
  chosen = 'aes256-gcm@openssh.com';
  connection.connect({ host, algorithms: { cipher: [chosen] } }); // good: weak-ssh-algorithm, overwritten
  let kept: string = 'aes256-gcm@openssh.com';
  kept = '3des-cbc';
  connection.connect({ host, algorithms: { cipher: [kept] } }); // bad: weak-ssh-algorithm, spoiled
}

function storage(word: string, salt: Buffer, key: Buffer, iv: Buffer): void {
  new rds.DatabaseInstance(this, 'records', { engine, vpc, storageEncrypted: AT_REST }); // bad: unencrypted-storage, constant
  new rds.DatabaseInstance(
    this,
    'records',
    { engine, vpc, storageEncrypted: false } // bad: unencrypted-storage, lines
  );
  let chosen: boolean = false;
  chosen = true;
  new rds.DatabaseInstance(this, 'records', { engine, vpc, storageEncrypted: chosen }); // good: unencrypted-storage, overwritten
  let kept: boolean = true;
  kept = false;
  new rds.DatabaseInstance(this, 'records', { engine, vpc, storageEncrypted: kept }); // bad: unencrypted-storage, spoiled
}
