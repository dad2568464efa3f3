<?php

use Firebase\JWT\JWT as Token;
use function curl_setopt as set;
use function hash as digestOf;
use function hash_hmac as codeOf;
use function hash_pbkdf2 as stretch;
use function ldap_connect as directory;
use function openssl_encrypt as seal;
use function openssl_pkey_new as newKey;
use function openssl_public_encrypt as sealFor;
use function openssl_sign as signWith;
use function setcookie as bake;

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
const WEAK_HASH = 'md5';
const WEAK_MAC = 'md5';
const LEGACY_MAC = 'sha1';
const WEAK_SIGNATURE = OPENSSL_ALGO_SHA1; // bad: weak-signature, constant
const BROKEN = 'des-cbc';
const LEGACY = 'des-ede3-cbc';
const BLOCKS = 'aes-256-ecb';
const VECTOR = 'sixteen-letters!';
const KEY_BYTES = 'harbour-light-16';
const GRAINS = 'grains-of-salt';
const ROUNDS = 1000;
const BITS = 1024;
const OLD_VERSION = STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT; // bad: old-tls-version, constant
const SUITES = 'ALL:RC4-SHA';
const PLAIN_PADDING = OPENSSL_PKCS1_PADDING;
const SIGNING = 'none';
const TOKEN_KEY = 'harbour-light-16';
const CHECK = false;
const HOST_CHECK = 0;
const OVER_PLAIN = false;
const SCRIPT_ACCESS = false;
const DIRECTORY = 'ldap://directory.larkspur-clinic.com'; // bad: cleartext-protocol, constant
const AT_REST = false;

function digest($word, $salt, $key, $iv) {
    hash(WEAK_HASH, $word); // bad: weak-hash, constant
    hash(
        'md5', // bad: weak-hash, lines
        $word
    );
    digestOf('md5', $word); // bad: weak-hash, alias
    $chosen = 'md5';
    $chosen = 'sha256';
    hash($chosen, $word); // good: weak-hash, overwritten
    $kept = 'sha256';
    $kept = 'md5';
    hash($kept, $word); // bad: weak-hash, spoiled
}

function mac($word, $salt, $key, $iv) {
    hash_hmac(WEAK_MAC, $word, $key); // bad: weak-mac, constant
    hash_hmac( // over lines
        'md5', // bad: weak-mac, lines
        $word,
        $key
    );
    codeOf('md5', $word, $key); // bad: weak-mac, alias
    $chosen = 'md5';
    $chosen = 'sha256';
    hash_hmac($chosen, $word, $key); // good: weak-mac, overwritten
    $kept = 'sha256';
    $kept = 'md5';
    hash_hmac($kept, $word, $key); // bad: weak-mac, spoiled
}

function legacyMac($word, $salt, $key, $iv) {
    hash_hmac(LEGACY_MAC, $word, $key); // bad: legacy-mac, constant
    hash_hmac( // over lines
        'sha1', // bad: legacy-mac, lines
        $word,
        $key
    );
    codeOf('sha1', $word, $key); // bad: legacy-mac, alias
    $chosen = 'sha1';
    $chosen = 'sha256';
    hash_hmac($chosen, $word, $key); // good: legacy-mac, overwritten
    $kept = 'sha256';
    $kept = 'sha1';
    hash_hmac($kept, $word, $key); // bad: legacy-mac, spoiled
}

function signature($word, $salt, $key, $iv) {
    openssl_sign($word, $signature, $key, WEAK_SIGNATURE);
    openssl_sign(
        $word,
        $signature,
        $key,
        OPENSSL_ALGO_SHA1 // bad: weak-signature, lines
    );
    signWith($word, $signature, $key, OPENSSL_ALGO_SHA1); // bad: weak-signature, alias
    $chosen = OPENSSL_ALGO_SHA1;
    $chosen = OPENSSL_ALGO_SHA256;
    openssl_sign($word, $signature, $key, $chosen); // good: weak-signature, overwritten
    $kept = OPENSSL_ALGO_SHA256;
    $kept = OPENSSL_ALGO_SHA1; // bad: weak-signature, spoiled
    openssl_sign($word, $signature, $key, $kept);
}

function cipher($word, $salt, $key, $iv) {
    openssl_encrypt($word, BROKEN, $key, 0, $iv); // bad: broken-cipher, constant
    openssl_encrypt(
        $word,
        'des-cbc', // bad: broken-cipher, lines
        $key,
        0,
        $iv
    );
    seal($word, 'des-cbc', $key, 0, $iv); // bad: broken-cipher, alias
    $chosen = 'des-cbc';
    $chosen = 'aes-256-gcm';
    openssl_encrypt($word, $chosen, $key, 0, $iv); // good: broken-cipher, overwritten
    $kept = 'aes-256-gcm';
    $kept = 'des-cbc';
    openssl_encrypt($word, $kept, $key, 0, $iv); // bad: broken-cipher, spoiled
}

function legacyCipher($word, $salt, $key, $iv) {
    openssl_encrypt($word, LEGACY, $key, 0, $iv); // bad: legacy-cipher, constant
    openssl_encrypt(
        $word,
        'des-ede3-cbc', // bad: legacy-cipher, lines
        $key,
        0,
        $iv
    );
    seal($word, 'des-ede3-cbc', $key, 0, $iv); // bad: legacy-cipher, alias
    $chosen = 'des-ede3-cbc';
    $chosen = 'aes-256-gcm';
    openssl_encrypt($word, $chosen, $key, 0, $iv); // good: legacy-cipher, overwritten
    $kept = 'aes-256-gcm';
    $kept = 'des-ede3-cbc';
    openssl_encrypt($word, $kept, $key, 0, $iv); // bad: legacy-cipher, spoiled
}

function mode($word, $salt, $key, $iv) {
    openssl_encrypt($word, BLOCKS, $key); // bad: ecb-mode, constant
    openssl_encrypt(
        $word,
        'aes-256-ecb', // bad: ecb-mode, lines
        $key
    );
    seal($word, 'aes-256-ecb', $key); // bad: ecb-mode, alias
    $chosen = 'aes-256-ecb';
    $chosen = 'aes-256-gcm';
    openssl_encrypt($word, $chosen, $key); // good: ecb-mode, overwritten
    $kept = 'aes-256-gcm';
    $kept = 'aes-256-ecb';
    openssl_encrypt($word, $kept, $key); // bad: ecb-mode, spoiled
}

function vector($word, $salt, $key, $iv) {
    openssl_encrypt($word, 'aes-256-cbc', $key, 0, VECTOR); // bad: static-iv, constant
    openssl_encrypt(
        $word,
        'aes-256-cbc',
        $key,
        0,
        'sixteen-letters!' // bad: static-iv, lines
    );
    seal($word, 'aes-256-cbc', $key, 0, 'sixteen-letters!'); // bad: static-iv, alias
    $chosen = 'sixteen-letters!';
    $chosen = random_bytes(16);
    openssl_encrypt($word, 'aes-256-cbc', $key, 0, $chosen); // good: static-iv, overwritten
    $kept = random_bytes(16);
    $kept = 'sixteen-letters!';
    openssl_encrypt($word, 'aes-256-cbc', $key, 0, $kept); // bad: static-iv, spoiled
}

function key($word, $salt, $key, $iv) {
    openssl_encrypt($word, 'aes-128-cbc', KEY_BYTES, 0, $iv); // bad: hard-coded-crypto-key, constant
    openssl_encrypt(
        $word,
        'aes-128-cbc',
        'harbour-light-16', // bad: hard-coded-crypto-key, lines
        0,
        $iv
    );
    seal($word, 'aes-128-cbc', 'harbour-light-16', 0, $iv); // bad: hard-coded-crypto-key, alias
    $chosen = 'harbour-light-16';
    $chosen = $vault->fetch('records');
    openssl_encrypt($word, 'aes-128-cbc', $chosen, 0, $iv); // good: hard-coded-crypto-key, overwritten
    $kept = $vault->fetch('records');
    $kept = 'harbour-light-16';
    openssl_encrypt($word, 'aes-128-cbc', $kept, 0, $iv); // bad: hard-coded-crypto-key, spoiled
}

function salt($word, $salt, $key, $iv) {
    hash_pbkdf2('sha256', $word, GRAINS, 600000); // bad: static-salt, constant
    hash_pbkdf2(
        'sha256',
        $word,
        'grains-of-salt', // bad: static-salt, lines
        600000
    );
    stretch('sha256', $word, 'grains-of-salt', 600000); // bad: static-salt, alias
    $chosen = 'grains-of-salt';
    $chosen = random_bytes(16);
    hash_pbkdf2('sha256', $word, $chosen, 600000); // good: static-salt, overwritten
    $kept = random_bytes(16);
    $kept = 'grains-of-salt';
    hash_pbkdf2('sha256', $word, $kept, 600000); // bad: static-salt, spoiled
}

function derive($word, $salt, $key, $iv) {
    hash_pbkdf2('sha256', $word, $salt, ROUNDS); // bad: weak-kdf-iterations, constant
    hash_pbkdf2(
        'sha256',
        $word,
        $salt,
        1000 // bad: weak-kdf-iterations, lines
    );
    stretch('sha256', $word, $salt, 1000); // bad: weak-kdf-iterations, alias
    $chosen = 1000;
    $chosen = 600000;
    hash_pbkdf2('sha256', $word, $salt, $chosen); // good: weak-kdf-iterations, overwritten
    $kept = 600000;
    $kept = 1000;
    hash_pbkdf2('sha256', $word, $salt, $kept); // bad: weak-kdf-iterations, spoiled
}

function size($word, $salt, $key, $iv) {
    openssl_pkey_new(['private_key_bits' => BITS]); // bad: small-key, constant
    openssl_pkey_new(
        ['private_key_bits' => 1024] // bad: small-key, lines
    );
    newKey(['private_key_bits' => 1024]); // bad: small-key, alias
    $chosen = 1024;
    $chosen = 3072;
    openssl_pkey_new(['private_key_bits' => $chosen]); // good: small-key, overwritten
    $kept = 3072;
    $kept = 1024;
    openssl_pkey_new(['private_key_bits' => $kept]); // bad: small-key, spoiled
}

function protocol($word, $salt, $key, $iv) {
    stream_socket_enable_crypto($stream, true, OLD_VERSION);
    stream_socket_enable_crypto(
        $stream,
        true,
        STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT // bad: old-tls-version, lines
    );
    $chosen = STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT;
    $chosen = STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT;
    stream_socket_enable_crypto($stream, true, $chosen); // good: old-tls-version, overwritten
    $kept = STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT;
    $kept = STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT; // bad: old-tls-version, spoiled
    stream_socket_enable_crypto($stream, true, $kept);
}

function suite($word, $salt, $key, $iv) {
    curl_setopt($curl, CURLOPT_SSL_CIPHER_LIST, SUITES); // bad: weak-cipher-suite, constant
    curl_setopt(
        $curl,
        CURLOPT_SSL_CIPHER_LIST,
        'ALL:RC4-SHA' // bad: weak-cipher-suite, lines
    );
    $chosen = 'ALL:RC4-SHA';
    $chosen = 'ECDHE+AESGCM:!RC4';
    curl_setopt($curl, CURLOPT_SSL_CIPHER_LIST, $chosen); // good: weak-cipher-suite, overwritten
    $kept = 'ECDHE+AESGCM:!RC4';
    $kept = 'ALL:RC4-SHA';
    curl_setopt($curl, CURLOPT_SSL_CIPHER_LIST, $kept); // bad: weak-cipher-suite, spoiled
}

function padding($word, $salt, $key, $iv) {
    openssl_public_encrypt($word, $out, $key, PLAIN_PADDING); // bad: rsa-without-oaep, constant
    openssl_public_encrypt( // bad: rsa-without-oaep, lines
        $word,
        $out,
        $key,
        OPENSSL_PKCS1_PADDING
    );
    sealFor($word, $out, $key, OPENSSL_PKCS1_PADDING); // bad: rsa-without-oaep, alias
    $chosen = OPENSSL_PKCS1_PADDING;
    $chosen = OPENSSL_PKCS1_OAEP_PADDING;
    openssl_public_encrypt($word, $out, $key, $chosen); // good: rsa-without-oaep, overwritten
    $kept = OPENSSL_PKCS1_OAEP_PADDING;
    $kept = OPENSSL_PKCS1_PADDING;
    openssl_public_encrypt($word, $out, $key, $kept); // bad: rsa-without-oaep, spoiled
}

function claims($word, $salt, $key, $iv) {
    JWT::encode($payload, $key, SIGNING); // bad: jwt-verification-disabled, constant
    JWT::encode(
        $payload,
        $key,
        'none' // bad: jwt-verification-disabled, lines
    );
    Token::encode($payload, $key, 'none'); // bad: jwt-verification-disabled, alias
    $chosen = 'none';
    $chosen = 'RS256';
    JWT::encode($payload, $key, $chosen); // good: jwt-verification-disabled, overwritten
    $kept = 'RS256';
    $kept = 'none';
    JWT::encode($payload, $key, $kept); // bad: jwt-verification-disabled, spoiled
}

function tokenKey($word, $salt, $key, $iv) {
    JWT::encode($payload, TOKEN_KEY, 'HS256'); // bad: hard-coded-jwt-key, constant
    JWT::encode(
        $payload,
        'harbour-light-16', // bad: hard-coded-jwt-key, lines
        'HS256'
    );
    Token::encode($payload, 'harbour-light-16', 'HS256'); // bad: hard-coded-jwt-key, alias
    $chosen = 'harbour-light-16';
    $chosen = $vault->fetch('jwt');
    JWT::encode($payload, $chosen, 'HS256'); // good: hard-coded-jwt-key, overwritten
    $kept = $vault->fetch('jwt');
    $kept = 'harbour-light-16';
    JWT::encode($payload, $kept, 'HS256'); // bad: hard-coded-jwt-key, spoiled
}

function certificate($word, $salt, $key, $iv) {
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, CHECK); // bad: certificate-check-disabled, constant
    curl_setopt(
        $curl,
        CURLOPT_SSL_VERIFYPEER, // over lines
        false // bad: certificate-check-disabled, lines
    );
    set($curl, CURLOPT_SSL_VERIFYPEER, false); // bad: certificate-check-disabled, alias
    $chosen = false;
    $chosen = true;
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, $chosen); // good: certificate-check-disabled, overwritten
    $kept = true;
    $kept = false;
    curl_setopt($curl, CURLOPT_SSL_VERIFYPEER, $kept); // bad: certificate-check-disabled, spoiled
}

function hostName($word, $salt, $key, $iv) {
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, HOST_CHECK); // bad: hostname-check-disabled, constant
    curl_setopt(
        $curl,
        CURLOPT_SSL_VERIFYHOST, // over lines
        0 // bad: hostname-check-disabled, lines
    );
    $chosen = 0;
    $chosen = 2;
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, $chosen); // good: hostname-check-disabled, overwritten
    $kept = 2;
    $kept = 0;
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, $kept); // bad: hostname-check-disabled, spoiled
}

function cookie($word, $salt, $key, $iv) {
    setcookie('session', $word, 0, '/', '', OVER_PLAIN); // bad: insecure-cookie, constant
    setcookie(
        'session',
        $word,
        0,
        '/',
        '',
        false // bad: insecure-cookie, lines
    );
    bake('session', $word, 0, '/', '', false); // bad: insecure-cookie, alias
    $chosen = false;
    $chosen = true;
    setcookie('session', $word, 0, '/', '', $chosen); // good: insecure-cookie, overwritten
    $kept = true;
    $kept = false;
    setcookie('session', $word, 0, '/', '', $kept); // bad: insecure-cookie, spoiled
}

function scriptAccess($word, $salt, $key, $iv) {
    setcookie('session', $word, 0, '/', '', true, SCRIPT_ACCESS); // bad: cookie-without-httponly, constant
    setcookie(
        'session',
        $word,
        0,
        '/',
        '',
        true,
        false // bad: cookie-without-httponly, lines
    );
    bake('session', $word, 0, '/', '', true, false); // bad: cookie-without-httponly, alias
    $chosen = false;
    $chosen = true;
    setcookie('session', $word, 0, '/', '', true, $chosen); // good: cookie-without-httponly, overwritten
    $kept = true;
    $kept = false;
    setcookie('session', $word, 0, '/', '', true, $kept); // bad: cookie-without-httponly, spoiled
}

function transport($word, $salt, $key, $iv) {
    ldap_connect(DIRECTORY);
    ldap_connect(
        'ldap://directory.larkspur-clinic.com' // bad: cleartext-protocol, lines
    );
    directory('ldap://directory.larkspur-clinic.com'); // bad: cleartext-protocol, alias
    $chosen = 'ldap://directory.larkspur-clinic.com';
    $chosen = 'ldaps://directory.larkspur-clinic.com';
    ldap_connect($chosen); // good: cleartext-protocol, overwritten
    $kept = 'ldaps://directory.larkspur-clinic.com';
    $kept = 'ldap://directory.larkspur-clinic.com'; // bad: cleartext-protocol, spoiled
    ldap_connect($kept);
}

function storage($word, $salt, $key, $iv) {
    $client->createDBInstance(['StorageEncrypted' => AT_REST]); // bad: unencrypted-storage, constant
    $client->createDBInstance(
        ['StorageEncrypted' => false] // bad: unencrypted-storage, lines
    );
    $chosen = false;
    $chosen = true;
    $client->createDBInstance(['StorageEncrypted' => $chosen]); // good: unencrypted-storage, overwritten
    $kept = true;
    $kept = false;
    $client->createDBInstance(['StorageEncrypted' => $kept]); // bad: unencrypted-storage, spoiled
}
