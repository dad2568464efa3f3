SELECT HASHBYTES('MD5', body) FROM letters; -- bad: weak-hash
SELECT HASHBYTES(
    'SHA1', -- bad: weak-hash, lines
    body) FROM letters;
SELECT HASHBYTES('SHA2_256', body) FROM letters; -- good: weak-hash
CREATE SYMMETRIC KEY records WITH ALGORITHM = DES ENCRYPTION BY CERTIFICATE clinic; -- bad: broken-cipher
CREATE SYMMETRIC KEY records WITH ALGORITHM = TRIPLE_DES ENCRYPTION BY CERTIFICATE clinic; -- bad: legacy-cipher
CREATE SYMMETRIC KEY records WITH ALGORITHM = AES_256 ENCRYPTION BY CERTIFICATE clinic; -- good: broken-cipher
CREATE SYMMETRIC KEY letters WITH ALGORITHM = AES_256 ENCRYPTION BY CERTIFICATE clinic; -- good: legacy-cipher
SET block_encryption_mode = 'aes-256-ecb'; -- bad: ecb-mode
SET block_encryption_mode = 'aes-256-cbc'; -- good: ecb-mode
SELECT AES_ENCRYPT(body, 'harbour-light-16') FROM letters; -- bad: hard-coded-crypto-key
SELECT AES_ENCRYPT(body, @key, RANDOM_BYTES(16)) FROM letters; -- good: hard-coded-crypto-key
SELECT crypt(word, gen_salt('md5')) FROM staff; -- bad: weak-password-scheme
SELECT crypt(word, gen_salt('bf', 12)) FROM staff; -- good: weak-password-scheme
SELECT crypt(word, gen_salt('bf', 4)) FROM staff; -- bad: weak-kdf-iterations
SELECT crypt(word, gen_salt('bf', 13)) FROM staff; -- good: weak-kdf-iterations
SELECT HASHBYTES('SHA2_256', ssn) FROM patients; -- bad: hashed-identifier
SELECT HASHBYTES('SHA2_256', CONCAT(letter, line)) FROM letters; -- good: hashed-identifier
CREATE USER nurse IDENTIFIED WITH mysql_native_password BY 'x'; -- bad: weak-password-scheme
ALTER USER nurse REQUIRE NONE; -- bad: cleartext-protocol
ALTER USER nurse REQUIRE SSL; -- good: cleartext-protocol
CREATE TABLE records (id INT) ENCRYPTION='N'; -- bad: unencrypted-storage
CREATE TABLE records (id INT) ENCRYPTION='Y'; -- good: unencrypted-storage
