<?php

// What configuration decides: settings.env holds the value, whatever the default in the code.

function digest($word, $salt, $key, $iv) {
    hash(getenv('RECORDS_DIGEST'), $word); // bad: weak-hash, property
    hash(env('LETTERS_DIGEST', 'md5'), $word); // good: weak-hash, property
}

function mac($word, $salt, $key, $iv) {
    hash_hmac(getenv('RECORDS_MAC'), $word, $key); // bad: weak-mac, property
    hash_hmac(env('LETTERS_MAC', 'md5'), $word, $key); // good: weak-mac, property
}

function legacyMac($word, $salt, $key, $iv) {
    hash_hmac(getenv('RECORDS_LEGACY_MAC'), $word, $key); // bad: legacy-mac, property
    hash_hmac(env('LETTERS_LEGACY_MAC', 'sha1'), $word, $key); // good: legacy-mac, property
}

function cipher($word, $salt, $key, $iv) {
    openssl_encrypt($word, getenv('RECORDS_CIPHER'), $key, 0, $iv); // bad: broken-cipher, property
    openssl_encrypt($word, env('LETTERS_CIPHER', 'des-cbc'), $key, 0, $iv); // good: broken-cipher, property
}

function legacyCipher($word, $salt, $key, $iv) {
    openssl_encrypt($word, getenv('RECORDS_LEGACY_CIPHER'), $key, 0, $iv); // bad: legacy-cipher, property
    openssl_encrypt($word, env('LETTERS_LEGACY_CIPHER', 'des-ede3-cbc'), $key, 0, $iv); // good: legacy-cipher, property
}

function mode($word, $salt, $key, $iv) {
    openssl_encrypt($word, getenv('RECORDS_MODE'), $key); // bad: ecb-mode, property
    openssl_encrypt($word, env('LETTERS_MODE', 'aes-256-ecb'), $key); // good: ecb-mode, property
}

function vector($word, $salt, $key, $iv) {
    openssl_encrypt($word, 'aes-256-cbc', $key, 0, env('RECORDS_VECTOR', 'sixteen-letters!')); // bad: static-iv, property
    openssl_encrypt($word, 'aes-256-cbc', $key, 0, getenv('LETTERS_VECTOR')); // good: static-iv, property
}

function key($word, $salt, $key, $iv) {
    openssl_encrypt($word, 'aes-128-cbc', env('RECORDS_KEY', 'harbour-light-16'), 0, $iv); // bad: hard-coded-crypto-key, property
    openssl_encrypt($word, 'aes-128-cbc', getenv('LETTERS_KEY'), 0, $iv); // good: hard-coded-crypto-key, property
}

function salt($word, $salt, $key, $iv) {
    hash_pbkdf2('sha256', $word, env('RECORDS_SALT', 'grains-of-salt'), 600000); // bad: static-salt, property
    hash_pbkdf2('sha256', $word, getenv('LETTERS_SALT'), 600000); // good: static-salt, property
}

function derive($word, $salt, $key, $iv) {
    hash_pbkdf2('sha256', $word, $salt, (int) getenv('RECORDS_DERIVE')); // bad: weak-kdf-iterations, property
    hash_pbkdf2('sha256', $word, $salt, (int) env('LETTERS_DERIVE', '1000')); // good: weak-kdf-iterations, property
}

function size($word, $salt, $key, $iv) {
    openssl_pkey_new(['private_key_bits' => (int) getenv('RECORDS_SIZE')]); // bad: small-key, property
    openssl_pkey_new(['private_key_bits' => (int) env('LETTERS_SIZE', '1024')]); // good: small-key, property
}

function suite($word, $salt, $key, $iv) {
    curl_setopt($curl, CURLOPT_SSL_CIPHER_LIST, getenv('RECORDS_SUITE')); // bad: weak-cipher-suite, property
    curl_setopt($curl, CURLOPT_SSL_CIPHER_LIST, env('LETTERS_SUITE', 'ALL:RC4-SHA')); // good: weak-cipher-suite, property
}

function claims($word, $salt, $key, $iv) {
    JWT::encode($payload, $key, getenv('RECORDS_CLAIMS')); // bad: jwt-verification-disabled, property
    JWT::encode($payload, $key, env('LETTERS_CLAIMS', 'none')); // good: jwt-verification-disabled, property
}

function tokenKey($word, $salt, $key, $iv) {
    JWT::encode($payload, env('RECORDS_TOKEN_KEY', 'harbour-light-16'), 'HS256'); // bad: hard-coded-jwt-key, property
    JWT::encode($payload, getenv('LETTERS_TOKEN_KEY'), 'HS256'); // good: hard-coded-jwt-key, property
}

function hostName($word, $salt, $key, $iv) {
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, (int) getenv('RECORDS_HOST_NAME')); // bad: hostname-check-disabled, property
    curl_setopt($curl, CURLOPT_SSL_VERIFYHOST, (int) env('LETTERS_HOST_NAME', '0')); // good: hostname-check-disabled, property
}
