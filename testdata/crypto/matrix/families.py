import hashlib as digests
import hashlib
import ssl
from Crypto.Cipher import AES
from Crypto.Cipher import DES as Legacy
from Crypto.Cipher import PKCS1_v1_5  # bad: rsa-without-oaep
from Crypto.Cipher import PKCS1_OAEP  # good: rsa-without-oaep
from pynetdicom import AE

WEAK = "md5"
SECRET = b"harbour-light-16"
ROUNDS = 1000
BITS = 1024
OLD = ssl.PROTOCOL_TLSv1
BLOCKS = AES.MODE_ECB


def fingerprint(data):
    hashlib.md5(data)  # bad: weak-hash
    hashlib.new(
        "sha1",  # bad: weak-hash, lines
        data,
    )
    digests.sha1(data)  # bad: weak-hash, alias
    hashlib.new(WEAK, data)  # bad: weak-hash, constant
    hashlib.new(os.environ.get("DIGEST", "md5"), data)  # bad: weak-hash, property
    name = "md5"
    name = "sha256"
    hashlib.new(name, data)  # good: weak-hash, overwritten
    hashlib.md5(data, usedforsecurity=False)  # good: weak-hash


def cipher(key):
    DES.new(key)  # bad: broken-cipher
    ARC4.new(  # bad: broken-cipher, lines
        key,
    )
    Legacy.new(key, Legacy.MODE_CBC, os.urandom(8))  # bad: broken-cipher, alias
    Cipher(algorithms.TripleDES(key), modes.CBC(os.urandom(8)))  # bad: legacy-cipher
    Cipher(algorithms.AES(key), modes.GCM(os.urandom(12)))  # good: broken-cipher
    ChaCha20Poly1305(key)  # good: legacy-cipher


def mode(key):
    AES.new(key, AES.MODE_ECB)  # bad: ecb-mode
    AES.new(
        key,
        mode=AES.MODE_ECB,  # bad: ecb-mode, lines
    )
    AES.new(key, BLOCKS)  # bad: ecb-mode, constant
    chosen = AES.MODE_ECB
    chosen = AES.MODE_GCM
    AES.new(key, chosen)  # good: ecb-mode, overwritten


def vector(key):
    AES.new(key, AES.MODE_CBC, b"sixteen-letters!")  # bad: static-iv
    AES.new(
        key,
        AES.MODE_CBC,
        iv=SECRET,  # bad: static-iv, lines constant
    )
    iv = b"sixteen-letters!"
    iv = os.urandom(16)
    AES.new(key, AES.MODE_CBC, iv)  # good: static-iv, overwritten


def keys():
    AES.new(b"harbour-light-16", AES.MODE_GCM)  # bad: hard-coded-crypto-key
    AESGCM(
        SECRET,  # bad: hard-coded-crypto-key, lines constant
    )
    key = b"harbour-light-16"
    key = vault.fetch("records")
    AESGCM(key)  # good: hard-coded-crypto-key, overwritten


def salts(word):
    hashlib.pbkdf2_hmac("sha256", word, b"grains-of-salt", 600_000)  # bad: static-salt
    hashlib.pbkdf2_hmac(
        "sha256",
        word,
        SECRET,  # bad: static-salt, lines constant
        600_000,
    )
    salt = b"grains-of-salt"
    salt = os.urandom(16)
    hashlib.pbkdf2_hmac("sha256", word, salt, 600_000)  # good: static-salt, overwritten


def derive(word, salt):
    hashlib.pbkdf2_hmac("sha256", word, salt, 1000)  # bad: weak-kdf-iterations
    PBKDF2HMAC(
        algorithm=hashes.SHA256(),
        length=32,
        salt=salt,
        iterations=ROUNDS,  # bad: weak-kdf-iterations, lines constant
    )
    hashlib.pbkdf2_hmac("sha256", word, salt, int(os.environ.get("ROUNDS", "1000")))  # bad: weak-kdf-iterations, property
    rounds = 1000
    rounds = 600_000
    hashlib.pbkdf2_hmac("sha256", word, salt, rounds)  # good: weak-kdf-iterations, overwritten


def size():
    RSA.generate(1024)  # bad: small-key
    rsa.generate_private_key(
        public_exponent=65537,
        key_size=BITS,  # bad: small-key, lines constant
    )
    bits = 1024
    bits = 3072
    RSA.generate(bits)  # good: small-key, overwritten


def tokens():
    token = random.getrandbits(128)  # bad: weak-random
    fresh = secrets.token_hex(16)  # good: weak-random
    return token, fresh


def certificates(url, context):
    requests.get(url, verify=False)  # bad: certificate-check-disabled
    requests.post(
        url,
        verify=False,  # bad: certificate-check-disabled, lines
    )
    check = False
    requests.get(url, verify=check)  # bad: certificate-check-disabled, constant
    check = True
    requests.get(url, verify=check)  # good: certificate-check-disabled, overwritten
    context.check_hostname = False  # bad: hostname-check-disabled
    context.check_hostname = True  # good: hostname-check-disabled


def tls(context):
    ssl.SSLContext(ssl.PROTOCOL_TLSv1)  # bad: old-tls-version
    ssl.SSLContext(
        OLD,  # bad: old-tls-version, lines constant
    )
    version = ssl.PROTOCOL_TLSv1
    version = ssl.PROTOCOL_TLS_CLIENT
    ssl.SSLContext(version)  # good: old-tls-version, overwritten
    context.set_ciphers("ALL:RC4-SHA")  # bad: weak-cipher-suite
    context.set_ciphers("ECDHE+AESGCM:!RC4")  # good: weak-cipher-suite


def wrap(key, data):
    key.encrypt(data, padding.PKCS1v15())  # bad: rsa-without-oaep
    PKCS1_OAEP.new(key).encrypt(data)  # good: rsa-without-oaep


def claims(token, key):
    jwt.decode(token, options={"verify_signature": False})  # bad: jwt-verification-disabled
    jwt.decode(
        token,
        key,
        algorithms=["none"],  # bad: jwt-verification-disabled, lines
    )
    jwt.decode(token, key, algorithms=["RS256"])  # good: jwt-verification-disabled
    jwt.encode({}, "harbour-light-16", algorithm="HS256")  # bad: hard-coded-jwt-key
    jwt.encode({}, SECRET, algorithm="HS256")  # bad: hard-coded-jwt-key, constant
    jwt.encode({}, os.environ["JWT"], algorithm="HS256")  # good: hard-coded-jwt-key


def cookies(response):
    response.set_cookie("session", value, secure=False)  # bad: insecure-cookie
    response.set_cookie(  # bad: insecure-cookie, lines
        "session",
        value,
        secure=False,
    )
    safe = False
    safe = True
    response.set_cookie("session", value, secure=safe)  # good: insecure-cookie, overwritten


def mail(user, word):
    plain = smtplib.SMTP("mail.larkspur-clinic.com")  # bad: cleartext-protocol
    plain.login(user, word)


def sealed_mail(user, word):
    mail = smtplib.SMTP("mail.larkspur-clinic.com")  # good: cleartext-protocol
    mail.starttls()
    mail.login(user, word)


def transport(host):
    ftplib.FTP(host)  # bad: cleartext-protocol
    ftplib.FTP_TLS(host)  # good: cleartext-protocol
    ldap.initialize("ldap://directory.larkspur-clinic.com/")  # bad: cleartext-protocol
    ldap.initialize("ldaps://directory.larkspur-clinic.com/")  # good: cleartext-protocol
    MLLPClient(host, 2575)  # bad: cleartext-protocol
    entity = AE(ae_title="INTAKE")
    entity.associate(host, 104)  # bad: cleartext-protocol
    entity.associate(host, 2762, tls_args=(context, host))  # good: cleartext-protocol


def shell(client):
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # bad: ssh-host-key-unchecked
    client.set_missing_host_key_policy(paramiko.RejectPolicy())  # good: ssh-host-key-unchecked


def rest(connection):
    connection.create_db_instance(StorageEncrypted=False)  # bad: unencrypted-storage
    connection.create_db_instance(StorageEncrypted=True)  # good: unencrypted-storage


def signing(key, message):
    hmac.new(key, message, "md5")  # bad: weak-mac
    hmac.new(key, message, "sha256")  # good: weak-mac
    hmac.new(key, message, "sha1")  # bad: legacy-mac
    hmac.new(key, message, "sha256")  # good: legacy-mac
    key.sign(message, padding.PSS(mgf=mgf, salt_length=32), hashes.SHA1())  # bad: weak-signature
    key.sign(message, padding.PSS(mgf=mgf, salt_length=32), hashes.SHA256())  # good: weak-signature


def pseudonym(patient, key):
    name = hashlib.sha256(patient.ssn.encode()).hexdigest()  # bad: hashed-identifier
    keyed = hmac.new(key, patient.ssn.encode(), "sha256").hexdigest()  # good: hashed-identifier
    return name, keyed
