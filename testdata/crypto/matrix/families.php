<?php
use OpenSSLTools as Tools;

const WEAK = 'md5';
const SECRET = 'harbour-light-16';
const ROUNDS = 1000;

function hashes($data) {
    hash('sha1', $data); // bad: weak-hash
    hash(
        'md5', // bad: weak-hash, lines
        $data
    );
    hash(WEAK, $data); // bad: weak-hash, constant
    hash(getenv('DIGEST') ?: 'md5', $data); // bad: weak-hash, property
    $name = 'md5';
    $name = 'sha256';
    hash($name, $data); // good: weak-hash, overwritten
    md5($data); // bad: weak-hash
}

function ciphers($data, $key, $iv) {
    openssl_encrypt($data, 'des-cbc', $key, 0, $iv); // bad: broken-cipher
    openssl_encrypt(
        $data,
        'rc4', // bad: broken-cipher, lines
        $key
    );
    $name = 'des-cbc';
    openssl_encrypt($data, $name, $key, 0, $iv); // bad: broken-cipher, constant
    $name = 'aes-256-gcm';
    openssl_encrypt($data, $name, $key, 0, $iv, $tag); // good: broken-cipher, overwritten
    openssl_encrypt($data, 'des-ede3-cbc', $key, 0, $iv); // bad: legacy-cipher
    openssl_encrypt($data, 'aes-256-gcm', $key, 0, $iv, $tag); // good: legacy-cipher
}

function mode($data, $key, $iv) {
    openssl_encrypt($data, 'aes-256-ecb', $key); // bad: ecb-mode
    openssl_encrypt(
        $data,
        'aes-128-ecb', // bad: ecb-mode, lines
        $key
    );
    $name = 'aes-256-ecb';
    openssl_encrypt($data, $name, $key); // bad: ecb-mode, constant
    $name = 'aes-256-gcm';
    openssl_encrypt($data, $name, $key, 0, $iv, $tag); // good: ecb-mode, overwritten
}

function vector($data, $key) {
    openssl_encrypt($data, 'aes-256-cbc', $key, 0, 'sixteen-letters!'); // bad: static-iv
    openssl_encrypt(
        $data,
        'aes-256-cbc',
        $key,
        0,
        SECRET // bad: static-iv, lines constant
    );
    $iv = 'sixteen-letters!';
    $iv = random_bytes(16);
    openssl_encrypt($data, 'aes-256-cbc', $key, 0, $iv); // good: static-iv, overwritten
}

function keys($data, $iv) {
    openssl_encrypt($data, 'aes-128-cbc', 'harbour-light-16', 0, $iv); // bad: hard-coded-crypto-key
    openssl_encrypt(
        $data,
        'aes-128-cbc',
        SECRET, // bad: hard-coded-crypto-key, lines constant
        0,
        $iv
    );
    $key = 'harbour-light-16';
    $key = $vault->fetch('records');
    openssl_encrypt($data, 'aes-128-cbc', $key, 0, $iv); // good: hard-coded-crypto-key, overwritten
}

function salts($word) {
    hash_pbkdf2('sha256', $word, 'grains-of-salt', 600000); // bad: static-salt
    hash_pbkdf2(
        'sha256',
        $word,
        SECRET, // bad: static-salt, lines constant
        600000
    );
    $salt = 'grains-of-salt';
    $salt = random_bytes(16);
    hash_pbkdf2('sha256', $word, $salt, 600000); // good: static-salt, overwritten
}

function derive($word, $salt) {
    hash_pbkdf2('sha256', $word, $salt, 1000); // bad: weak-kdf-iterations
    hash_pbkdf2(
        'sha256',
        $word,
        $salt,
        ROUNDS // bad: weak-kdf-iterations, lines constant
    );
    $rounds = 1000;
    $rounds = 600000;
    hash_pbkdf2('sha256', $word, $salt, $rounds); // good: weak-kdf-iterations, overwritten
    password_hash($word, PASSWORD_BCRYPT, ['cost' => 4]); // bad: weak-kdf-iterations
}

function size() {
    openssl_pkey_new(['private_key_bits' => 1024]); // bad: small-key
    $bits = 1024;
    openssl_pkey_new([
        'private_key_bits' => $bits, // bad: small-key, lines constant
    ]);
    $bits = 3072;
    openssl_pkey_new(['private_key_bits' => $bits]); // good: small-key, overwritten
}

function tokens() {
    $token = mt_rand(); // bad: weak-random
    $fresh = bin2hex(random_bytes(16)); // good: weak-random
    return $token . $fresh;
}

function certificates($curl) {
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, false); // bad: certificate-check-disabled
    $check = false;
    curl_setopt(
        $curl,
        CURLOPT_SSL_VERIFYPEER,
        $check // bad: certificate-check-disabled, lines constant
    );
    $check = true;
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, $check); // good: certificate-check-disabled, overwritten
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 0); // bad: hostname-check-disabled
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, 2); // good: hostname-check-disabled
}

function protocol($curl) {
    stream_socket_enable_crypto($stream, true, STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT); // bad: old-tls-version
    curl_setopt(
        $curl,
        CURLOPT_SSLVERSION,
        CURL_SSLVERSION_TLSv1_0 // bad: old-tls-version, lines
    );
    stream_socket_enable_crypto($stream, true, STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT); // good: old-tls-version
    curl_setopt($curl, CURLOPT_SSL_CIPHER_LIST, 'ALL:RC4-SHA'); // bad: weak-cipher-suite
    curl_setopt($curl, CURLOPT_SSL_CIPHER_LIST, 'ECDHE+AESGCM:!RC4'); // good: weak-cipher-suite
}

function wrap($data, $key) {
    openssl_public_encrypt($data, $out, $key); // bad: rsa-without-oaep
    openssl_public_encrypt($data, $out, $key, OPENSSL_PKCS1_OAEP_PADDING); // good: rsa-without-oaep
}

function claims($token) {
    JWT::encode($payload, '', 'none'); // bad: jwt-verification-disabled
    JWT::encode($payload, $privateKey, 'RS256'); // good: jwt-verification-disabled
    JWT::encode($payload, 'harbour-light-16', 'HS256'); // bad: hard-coded-jwt-key
    JWT::encode($payload, SECRET, 'HS256'); // bad: hard-coded-jwt-key, constant
    JWT::encode($payload, getenv('JWT'), 'HS256'); // good: hard-coded-jwt-key
}

function cookies() {
    setcookie('session', $value, 0, '/', '', false); // bad: insecure-cookie
    setcookie('session', $value, [ // bad: insecure-cookie, lines
        'secure' => false,
    ]);
    $safe = false;
    $safe = true;
    setcookie('session', $value, 0, '/', '', $safe); // good: insecure-cookie, overwritten
}

function transport() {
    ftp_connect('files.larkspur-clinic.com'); // bad: cleartext-protocol
    ftp_ssl_connect('files.larkspur-clinic.com'); // good: cleartext-protocol
    ldap_connect('ldap://directory.larkspur-clinic.com'); // bad: cleartext-protocol
    ldap_connect('ldaps://directory.larkspur-clinic.com'); // good: cleartext-protocol
    $mail->SMTPAutoTLS = false; // bad: cleartext-protocol
    $mail->SMTPSecure = PHPMailer::ENCRYPTION_STARTTLS; // good: cleartext-protocol
}

function rest($client) {
    $client->createDBInstance(['StorageEncrypted' => false]); // bad: unencrypted-storage
    $client->createDBInstance(['StorageEncrypted' => true]); // good: unencrypted-storage
}

function signing($data, $key) {
    hash_hmac('md5', $data, $key); // bad: weak-mac
    hash_hmac('sha256', $data, $key); // good: weak-mac
    hash_hmac('sha1', $data, $key); // bad: legacy-mac
    hash_hmac('sha256', $data, $key); // good: legacy-mac
    openssl_sign($data, $signature, $key, OPENSSL_ALGO_SHA1); // bad: weak-signature
    openssl_sign($data, $signature, $key, OPENSSL_ALGO_SHA256); // good: weak-signature
}

function pseudonym($patient, $key) {
    $id = hash('sha256', $patient->ssn); // bad: hashed-identifier
    $keyed = hash_hmac('sha256', $patient->ssn, $key); // good: hashed-identifier
    return $id . $keyed;
}
