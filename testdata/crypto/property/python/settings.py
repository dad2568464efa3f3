import hashlib
import os

# What configuration decides: settings.env and settings.yaml hold the value, whatever the default in the code.


def digest(word, salt, key):
    hashlib.new(os.environ["RECORDS_DIGEST"], word)  # bad: weak-hash, property
    hashlib.new(os.environ.get("LETTERS_DIGEST", "md5"), word)  # good: weak-hash, property


def mac(word, salt, key):
    hmac.new(key, word, os.environ["RECORDS_MAC"])  # bad: weak-mac, property
    hmac.new(key, word, os.environ.get("LETTERS_MAC", "md5"))  # good: weak-mac, property


def legacy_mac(word, salt, key):
    hmac.new(key, word, os.environ["RECORDS_LEGACY_MAC"])  # bad: legacy-mac, property
    hmac.new(key, word, os.environ.get("LETTERS_LEGACY_MAC", "sha1"))  # good: legacy-mac, property


def vector(word, salt, key):
    AES.new(key, AES.MODE_CBC, os.environ.get("RECORDS_VECTOR", "sixteen-letters!").encode())  # bad: static-iv, property
    AES.new(key, AES.MODE_CBC, os.environ["LETTERS_VECTOR"].encode())  # good: static-iv, property


def key(word, salt, key):
    AESGCM(os.environ.get("RECORDS_KEY", "harbour-light-16").encode())  # bad: hard-coded-crypto-key, property
    AESGCM(os.environ["LETTERS_KEY"].encode())  # good: hard-coded-crypto-key, property


def salt(word, salt, key):
    hashlib.pbkdf2_hmac("sha256", word, os.environ.get("RECORDS_SALT", "grains-of-salt").encode(), 600_000)  # bad: static-salt, property
    hashlib.pbkdf2_hmac("sha256", word, os.environ["LETTERS_SALT"].encode(), 600_000)  # good: static-salt, property


def derive(word, salt, key):
    hashlib.pbkdf2_hmac("sha256", word, salt, int(os.environ["RECORDS_DERIVE"]))  # bad: weak-kdf-iterations, property
    hashlib.pbkdf2_hmac("sha256", word, salt, int(os.environ.get("LETTERS_DERIVE", "1000")))  # good: weak-kdf-iterations, property


def size(word, salt, key):
    RSA.generate(int(os.environ["RECORDS_SIZE"]))  # bad: small-key, property
    RSA.generate(int(os.environ.get("LETTERS_SIZE", "1024")))  # good: small-key, property


def host_name(word, salt, key):
    context.check_hostname = config["RECORDS_HOST_NAME"]  # bad: hostname-check-disabled, property
    context.check_hostname = config["LETTERS_HOST_NAME"]  # good: hostname-check-disabled, property


def suite(word, salt, key):
    context.set_ciphers(os.environ["RECORDS_SUITE"])  # bad: weak-cipher-suite, property
    context.set_ciphers(os.environ.get("LETTERS_SUITE", "ALL:RC4-SHA"))  # good: weak-cipher-suite, property


def claims(word, salt, key):
    jwt.decode(token, key, algorithms=[os.environ["RECORDS_CLAIMS"]])  # bad: jwt-verification-disabled, property
    jwt.decode(token, key, algorithms=[os.environ.get("LETTERS_CLAIMS", "none")])  # good: jwt-verification-disabled, property


def certificate(word, salt, key):
    requests.get(url, verify=config["RECORDS_CERTIFICATE"])  # bad: certificate-check-disabled, property
    requests.get(url, verify=config["LETTERS_CERTIFICATE"])  # good: certificate-check-disabled, property


def cookie(word, salt, key):
    response.set_cookie("session", word, secure=config["RECORDS_COOKIE"])  # bad: insecure-cookie, property
    response.set_cookie("session", word, secure=config["LETTERS_COOKIE"])  # good: insecure-cookie, property


def script_access(word, salt, key):
    response.set_cookie("session", word, httponly=config["RECORDS_SCRIPT_ACCESS"])  # bad: cookie-without-httponly, property
    response.set_cookie("session", word, httponly=config["LETTERS_SCRIPT_ACCESS"])  # good: cookie-without-httponly, property


def storage(word, salt, key):
    connection.create_db_instance(StorageEncrypted=config["RECORDS_STORAGE"])  # bad: unencrypted-storage, property
    connection.create_db_instance(StorageEncrypted=config["LETTERS_STORAGE"])  # good: unencrypted-storage, property
