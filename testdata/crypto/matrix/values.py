from Crypto.Cipher import AES as Rijndael
from Crypto.PublicKey import RSA as Keys
from cryptography.hazmat.primitives import hashes as sums
from cryptography.hazmat.primitives.asymmetric import padding as pads
from cryptography.hazmat.primitives.ciphers import algorithms as kinds
from cryptography.hazmat.primitives.ciphers.aead import AESGCM as Sealer
import hashlib as digests
import hmac as codes
import jwt as tokens
import ldap as directories
import paramiko as shells
import requests as web
import ssl as sockets
import hashlib
import ssl
from Crypto.Cipher import AES

# Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
WEAK_HASH = "md5"
WEAK_MAC = "md5"
LEGACY_MAC = "sha1"
WEAK_SIGNATURE = hashes.SHA1()
ARC = algorithms.ARC4(key)  # bad: broken-cipher, constant
TRIPLE = algorithms.TripleDES(key)  # bad: legacy-cipher, constant
BLOCKS = AES.MODE_ECB
VECTOR = b"sixteen-letters!"
KEY_BYTES = b"harbour-light-16"
GRAINS = b"grains-of-salt"
ROUNDS = 1000
BITS = 1024
HOST_CHECK = False
OLD_VERSION = ssl.PROTOCOL_TLSv1
SUITES = "ALL:RC4-SHA"
PLAIN_PADDING = padding.PKCS1v15()
SIGNING = "none"
TOKEN_KEY = "harbour-light-16"
CHECK = False
OVER_PLAIN = False
SCRIPT_ACCESS = False
DIRECTORY = "ldap://directory.larkspur-clinic.com/"  # bad: cleartext-protocol, constant
UNCHECKED_HOST = paramiko.AutoAddPolicy()  # bad: ssh-host-key-unchecked, constant
AT_REST = False


def digest(word, salt, key):
    hashlib.new(WEAK_HASH, word)  # bad: weak-hash, constant
    hashlib.new(
        "md5",  # bad: weak-hash, lines
        word
    )
    digests.new("md5", word)  # bad: weak-hash, alias
    chosen = "md5"
    chosen = "sha256"
    hashlib.new(chosen, word)  # good: weak-hash, overwritten
    kept = "sha256"
    kept = "md5"
    hashlib.new(kept, word)  # bad: weak-hash, spoiled


def mac(word, salt, key):
    hmac.new(key, word, WEAK_MAC)  # bad: weak-mac, constant
    hmac.new(  # bad: weak-mac, lines
        key,
        word,
        "md5"
    )
    codes.new(key, word, "md5")  # bad: weak-mac, alias
    chosen = "md5"
    chosen = "sha256"
    hmac.new(key, word, chosen)  # good: weak-mac, overwritten
    kept = "sha256"
    kept = "md5"
    hmac.new(key, word, kept)  # bad: weak-mac, spoiled


def legacy_mac(word, salt, key):
    hmac.new(key, word, LEGACY_MAC)  # bad: legacy-mac, constant
    hmac.new(  # bad: legacy-mac, lines
        key,
        word,
        "sha1"
    )
    codes.new(key, word, "sha1")  # bad: legacy-mac, alias
    chosen = "sha1"
    chosen = "sha256"
    hmac.new(key, word, chosen)  # good: legacy-mac, overwritten
    kept = "sha256"
    kept = "sha1"
    hmac.new(key, word, kept)  # bad: legacy-mac, spoiled


def signature(word, salt, key):
    key.sign(word, pss, WEAK_SIGNATURE)  # bad: weak-signature, constant
    key.sign(
        word,
        pss,
        hashes.SHA1()  # bad: weak-signature, lines
    )
    key.sign(word, pss, sums.SHA1())  # bad: weak-signature, alias
    chosen = hashes.SHA1()
    chosen = hashes.SHA256()
    key.sign(word, pss, chosen)  # good: weak-signature, overwritten
    kept = hashes.SHA256()
    kept = hashes.SHA1()
    key.sign(word, pss, kept)  # bad: weak-signature, spoiled


def cipher(word, salt, key):
    Cipher(ARC, modes.CBC(os.urandom(8)))
    Cipher(
        algorithms.ARC4(key),  # bad: broken-cipher, lines
        modes.CBC(os.urandom(8))
    )
    Cipher(kinds.ARC4(key), modes.CBC(os.urandom(8)))  # bad: broken-cipher, alias
    chosen = algorithms.ARC4(key)
    chosen = algorithms.AES(key)
    Cipher(chosen, modes.CBC(os.urandom(8)))  # good: broken-cipher, overwritten
    kept = algorithms.AES(key)
    kept = algorithms.ARC4(key)  # bad: broken-cipher, spoiled
    Cipher(kept, modes.CBC(os.urandom(8)))


def legacy_cipher(word, salt, key):
    Cipher(TRIPLE, modes.CBC(os.urandom(8)))
    Cipher(
        algorithms.TripleDES(key),  # bad: legacy-cipher, lines
        modes.CBC(os.urandom(8))
    )
    Cipher(kinds.TripleDES(key), modes.CBC(os.urandom(8)))  # bad: legacy-cipher, alias
    chosen = algorithms.TripleDES(key)
    chosen = algorithms.AES(key)
    Cipher(chosen, modes.CBC(os.urandom(8)))  # good: legacy-cipher, overwritten
    kept = algorithms.AES(key)
    kept = algorithms.TripleDES(key)  # bad: legacy-cipher, spoiled
    Cipher(kept, modes.CBC(os.urandom(8)))


def mode(word, salt, key):
    AES.new(key, BLOCKS)  # bad: ecb-mode, constant
    AES.new(
        key,
        AES.MODE_ECB  # bad: ecb-mode, lines
    )
    Rijndael.new(key, Rijndael.MODE_ECB)  # bad: ecb-mode, alias
    chosen = AES.MODE_ECB
    chosen = AES.MODE_GCM
    AES.new(key, chosen)  # good: ecb-mode, overwritten
    kept = AES.MODE_GCM
    kept = AES.MODE_ECB
    AES.new(key, kept)  # bad: ecb-mode, spoiled


def vector(word, salt, key):
    AES.new(key, AES.MODE_CBC, VECTOR)  # bad: static-iv, constant
    AES.new(
        key,
        AES.MODE_CBC,
        b"sixteen-letters!"  # bad: static-iv, lines
    )
    Rijndael.new(key, AES.MODE_CBC, b"sixteen-letters!")  # bad: static-iv, alias
    chosen = b"sixteen-letters!"
    chosen = os.urandom(16)
    AES.new(key, AES.MODE_CBC, chosen)  # good: static-iv, overwritten
    kept = os.urandom(16)
    kept = b"sixteen-letters!"
    AES.new(key, AES.MODE_CBC, kept)  # bad: static-iv, spoiled


def key(word, salt, key):
    AESGCM(KEY_BYTES)  # bad: hard-coded-crypto-key, constant
    AESGCM(
        b"harbour-light-16"  # bad: hard-coded-crypto-key, lines
    )
    Sealer(b"harbour-light-16")  # bad: hard-coded-crypto-key, alias
    chosen = b"harbour-light-16"
    chosen = vault.fetch("records")
    AESGCM(chosen)  # good: hard-coded-crypto-key, overwritten
    kept = vault.fetch("records")
    kept = b"harbour-light-16"
    AESGCM(kept)  # bad: hard-coded-crypto-key, spoiled


def salt(word, salt, key):
    hashlib.pbkdf2_hmac("sha256", word, GRAINS, 600_000)  # bad: static-salt, constant
    hashlib.pbkdf2_hmac(
        "sha256",
        word,
        b"grains-of-salt",  # bad: static-salt, lines
        600_000
    )
    digests.pbkdf2_hmac("sha256", word, b"grains-of-salt", 600_000)  # bad: static-salt, alias
    chosen = b"grains-of-salt"
    chosen = os.urandom(16)
    hashlib.pbkdf2_hmac("sha256", word, chosen, 600_000)  # good: static-salt, overwritten
    kept = os.urandom(16)
    kept = b"grains-of-salt"
    hashlib.pbkdf2_hmac("sha256", word, kept, 600_000)  # bad: static-salt, spoiled


def derive(word, salt, key):
    hashlib.pbkdf2_hmac("sha256", word, salt, ROUNDS)  # bad: weak-kdf-iterations, constant
    hashlib.pbkdf2_hmac(
        "sha256",
        word,
        salt,
        1000  # bad: weak-kdf-iterations, lines
    )
    digests.pbkdf2_hmac("sha256", word, salt, 1000)  # bad: weak-kdf-iterations, alias
    chosen = 1000
    chosen = 600_000
    hashlib.pbkdf2_hmac("sha256", word, salt, chosen)  # good: weak-kdf-iterations, overwritten
    kept = 600_000
    kept = 1000
    hashlib.pbkdf2_hmac("sha256", word, salt, kept)  # bad: weak-kdf-iterations, spoiled


def size(word, salt, key):
    RSA.generate(BITS)  # bad: small-key, constant
    RSA.generate(
        1024  # bad: small-key, lines
    )
    Keys.generate(1024)  # bad: small-key, alias
    chosen = 1024
    chosen = 3072
    RSA.generate(chosen)  # good: small-key, overwritten
    kept = 3072
    kept = 1024
    RSA.generate(kept)  # bad: small-key, spoiled


def host_name(word, salt, key):
    context.check_hostname = HOST_CHECK  # bad: hostname-check-disabled, constant
    chosen = False
    chosen = True
    context.check_hostname = chosen  # good: hostname-check-disabled, overwritten
    kept = True
    kept = False
    context.check_hostname = kept  # bad: hostname-check-disabled, spoiled


def protocol(word, salt, key):
    ssl.SSLContext(OLD_VERSION)  # bad: old-tls-version, constant
    ssl.SSLContext(
        ssl.PROTOCOL_TLSv1  # bad: old-tls-version, lines
    )
    sockets.SSLContext(sockets.PROTOCOL_TLSv1)  # bad: old-tls-version, alias
    chosen = ssl.PROTOCOL_TLSv1
    chosen = ssl.PROTOCOL_TLS_CLIENT
    ssl.SSLContext(chosen)  # good: old-tls-version, overwritten
    kept = ssl.PROTOCOL_TLS_CLIENT
    kept = ssl.PROTOCOL_TLSv1
    ssl.SSLContext(kept)  # bad: old-tls-version, spoiled


def suite(word, salt, key):
    context.set_ciphers(SUITES)  # bad: weak-cipher-suite, constant
    context.set_ciphers(
        "ALL:RC4-SHA"  # bad: weak-cipher-suite, lines
    )
    chosen = "ALL:RC4-SHA"
    chosen = "ECDHE+AESGCM:!RC4"
    context.set_ciphers(chosen)  # good: weak-cipher-suite, overwritten
    kept = "ECDHE+AESGCM:!RC4"
    kept = "ALL:RC4-SHA"
    context.set_ciphers(kept)  # bad: weak-cipher-suite, spoiled


def padding(word, salt, key):
    key.encrypt(word, PLAIN_PADDING)  # bad: rsa-without-oaep, constant
    key.encrypt(  # bad: rsa-without-oaep, lines
        word,
        padding.PKCS1v15()
    )
    key.encrypt(word, pads.PKCS1v15())  # bad: rsa-without-oaep, alias
    chosen = padding.PKCS1v15()
    chosen = padding.OAEP(mgf, algorithm, None)
    key.encrypt(word, chosen)  # good: rsa-without-oaep, overwritten
    kept = padding.OAEP(mgf, algorithm, None)
    kept = padding.PKCS1v15()
    key.encrypt(word, kept)  # bad: rsa-without-oaep, spoiled


def claims(word, salt, key):
    jwt.decode(token, key, algorithms=[SIGNING])  # bad: jwt-verification-disabled, constant
    jwt.decode(
        token,
        key,
        algorithms=["none"]  # bad: jwt-verification-disabled, lines
    )
    tokens.decode(token, key, algorithms=["none"])  # bad: jwt-verification-disabled, alias
    chosen = "none"
    chosen = "RS256"
    jwt.decode(token, key, algorithms=[chosen])  # good: jwt-verification-disabled, overwritten
    kept = "RS256"
    kept = "none"
    jwt.decode(token, key, algorithms=[kept])  # bad: jwt-verification-disabled, spoiled


def token_key(word, salt, key):
    jwt.encode({}, TOKEN_KEY, algorithm="HS256")  # bad: hard-coded-jwt-key, constant
    jwt.encode(
        {},
        "harbour-light-16",  # bad: hard-coded-jwt-key, lines
        algorithm="HS256"
    )
    tokens.encode({}, "harbour-light-16", algorithm="HS256")  # bad: hard-coded-jwt-key, alias
    chosen = "harbour-light-16"
    chosen = vault.fetch("jwt")
    jwt.encode({}, chosen, algorithm="HS256")  # good: hard-coded-jwt-key, overwritten
    kept = vault.fetch("jwt")
    kept = "harbour-light-16"
    jwt.encode({}, kept, algorithm="HS256")  # bad: hard-coded-jwt-key, spoiled


def certificate(word, salt, key):
    requests.get(url, verify=CHECK)  # bad: certificate-check-disabled, constant
    requests.get(
        url,
        verify=False  # bad: certificate-check-disabled, lines
    )
    web.get(url, verify=False)  # bad: certificate-check-disabled, alias
    chosen = False
    chosen = True
    requests.get(url, verify=chosen)  # good: certificate-check-disabled, overwritten
    kept = True
    kept = False
    requests.get(url, verify=kept)  # bad: certificate-check-disabled, spoiled


def cookie(word, salt, key):
    response.set_cookie("session", word, secure=OVER_PLAIN)  # bad: insecure-cookie, constant
    response.set_cookie(  # bad: insecure-cookie, lines
        "session",
        word,
        secure=False
    )
    chosen = False
    chosen = True
    response.set_cookie("session", word, secure=chosen)  # good: insecure-cookie, overwritten
    kept = True
    kept = False
    response.set_cookie("session", word, secure=kept)  # bad: insecure-cookie, spoiled


def script_access(word, salt, key):
    response.set_cookie("session", word, httponly=SCRIPT_ACCESS)  # bad: cookie-without-httponly, constant
    response.set_cookie(  # bad: cookie-without-httponly, lines
        "session",
        word,
        httponly=False
    )
    chosen = False
    chosen = True
    response.set_cookie("session", word, httponly=chosen)  # good: cookie-without-httponly, overwritten
    kept = True
    kept = False
    response.set_cookie("session", word, httponly=kept)  # bad: cookie-without-httponly, spoiled


def transport(word, salt, key):
    ldap.initialize(DIRECTORY)
    ldap.initialize(
        "ldap://directory.larkspur-clinic.com/"  # bad: cleartext-protocol, lines
    )
    directories.initialize("ldap://directory.larkspur-clinic.com/")  # bad: cleartext-protocol, alias
    chosen = "ldap://directory.larkspur-clinic.com/"
    chosen = "ldaps://directory.larkspur-clinic.com/"
    ldap.initialize(chosen)  # good: cleartext-protocol, overwritten
    kept = "ldaps://directory.larkspur-clinic.com/"
    kept = "ldap://directory.larkspur-clinic.com/"  # bad: cleartext-protocol, spoiled
    ldap.initialize(kept)


def host_key(word, salt, key):
    client.set_missing_host_key_policy(UNCHECKED_HOST)
    client.set_missing_host_key_policy(
        paramiko.AutoAddPolicy()  # bad: ssh-host-key-unchecked, lines
    )
    client.set_missing_host_key_policy(shells.AutoAddPolicy())  # bad: ssh-host-key-unchecked, alias
    chosen = paramiko.AutoAddPolicy()
    chosen = paramiko.RejectPolicy()
    client.set_missing_host_key_policy(chosen)  # good: ssh-host-key-unchecked, overwritten
    kept = paramiko.RejectPolicy()
    kept = paramiko.AutoAddPolicy()  # bad: ssh-host-key-unchecked, spoiled
    client.set_missing_host_key_policy(kept)


def storage(word, salt, key):
    connection.create_db_instance(StorageEncrypted=AT_REST)  # bad: unencrypted-storage, constant
    connection.create_db_instance(
        StorageEncrypted=False  # bad: unencrypted-storage, lines
    )
    chosen = False
    chosen = True
    connection.create_db_instance(StorageEncrypted=chosen)  # good: unencrypted-storage, overwritten
    kept = True
    kept = False
    connection.create_db_instance(StorageEncrypted=kept)  # bad: unencrypted-storage, spoiled
