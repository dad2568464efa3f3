const crypto = require('node:crypto');
const { createHash: digest } = require('crypto');

const ALGORITHM = 'md5';
const names = { old: 'sha1', sound: 'sha256' };

function literal(data) {
  crypto.createHash('md5').update(data); // bad: weak-hash
  crypto.createHash('sha256').update(data);
  crypto.createHash(
    'sha1', // bad: weak-hash
  ).update(data);
}

function constant(data) {
  crypto.createHash(ALGORITHM).update(data); // bad: weak-hash
  crypto.createHash(names.old).update(data); // bad: weak-hash
  crypto.createHash(names.sound).update(data);
}

function overwritten(data) {
  let name = 'md5';
  name = 'sha512';
  crypto.createHash(name).update(data);
}

function bound(data) {
  of('sha1', data);
}

function of(name, data) {
  return digest(name).update(data); // bad: weak-hash
}
