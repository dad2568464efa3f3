-- Families that SQL has beside those of families.sql.
SELECT hmac(body, word, 'md5') FROM letters; -- bad: weak-mac
SELECT hmac(body, word, 'sha256') FROM letters; -- good: weak-mac
SELECT hmac( -- bad: weak-mac, lines
    body, word,
    'md5') FROM letters;
SELECT
    HASHBYTES('SHA2_256', ssn) -- bad: hashed-identifier, lines
FROM patients;
SELECT AES_ENCRYPT(body, @key, 'sixteen-letters!') FROM letters; -- bad: static-iv
SELECT AES_ENCRYPT(body, @key, RANDOM_BYTES(16)) FROM letters; -- good: static-iv
SELECT AES_ENCRYPT(
    body, @key,
    'sixteen-letters!') FROM letters; -- bad: static-iv, lines
CREATE ASYMMETRIC KEY clinic WITH ALGORITHM = RSA_1024; -- bad: small-key
CREATE ASYMMETRIC KEY clinic WITH ALGORITHM = RSA_3072; -- good: small-key
CREATE ASYMMETRIC KEY letters
    WITH ALGORITHM =
        RSA_512; -- bad: small-key, lines
CREATE SYMMETRIC KEY records
    WITH ALGORITHM = DES ENCRYPTION BY CERTIFICATE clinic; -- bad: broken-cipher, lines
CREATE SYMMETRIC KEY letters
    WITH ALGORITHM = TRIPLE_DES ENCRYPTION BY CERTIFICATE clinic; -- bad: legacy-cipher, lines
SET
    block_encryption_mode = 'aes-256-ecb'; -- bad: ecb-mode, lines
SELECT crypt(word,
    gen_salt('bf', 4)) FROM staff; -- bad: weak-kdf-iterations, lines
ALTER USER nurse
    REQUIRE NONE; -- bad: cleartext-protocol, lines
CREATE TABLE visits (id INT)
    ENCRYPTION='N'; -- bad: unencrypted-storage, lines
SELECT AES_ENCRYPT(
    body,
    'harbour-light-16') FROM letters; -- bad: hard-coded-crypto-key, lines
