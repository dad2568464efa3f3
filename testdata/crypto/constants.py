import hashlib
import os

from Crypto.Cipher import AES
from Crypto.PublicKey import RSA

KEY = b"quiet-harbour-16"
SALT = bytes.fromhex("00112233445566778899aabbccddeeff")
ROUNDS = 1000


def key(nonce):
    AES.new(KEY, AES.MODE_GCM, nonce=nonce)  # bad: hard-coded-crypto-key
    AES.new(os.environ["KEY"].encode(), AES.MODE_GCM, nonce=nonce)


def vector(key):
    iv = b"\x00" * 16
    AES.new(key, AES.MODE_CBC, iv)  # bad: static-iv
    fresh = os.urandom(16)
    AES.new(key, AES.MODE_CBC, fresh)


def derived(word, salt):
    hashlib.pbkdf2_hmac("sha256", word, SALT, 600_000)  # bad: static-salt
    hashlib.pbkdf2_hmac("sha256", word, salt, ROUNDS)  # bad: weak-kdf-iterations
    hashlib.pbkdf2_hmac("sha256", word, salt, 600_000)


def size():
    bits = 512 * 2
    RSA.generate(bits)  # bad: small-key
    RSA.generate(3072)


class Kept:
    def encode(self, word, salt):
        return hashlib.pbkdf2_hmac("sha256", word, salt, 600_000)

    def verify(self, word, kept):
        name, salt = kept.split("$", 1)
        return self.encode(word, salt.encode("ascii")) == kept
