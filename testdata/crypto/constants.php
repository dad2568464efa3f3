<?php
function seal($data, $given, $word, $salt) {
    $key = 'quiet-harbour-16';
    openssl_encrypt($data, 'aes-256-gcm', $key, 0, random_bytes(12)); // bad: hard-coded-crypto-key
    $iv = '0123456789012345';
    openssl_encrypt($data, 'aes-256-cbc', $given, 0, $iv); // bad: static-iv
    openssl_encrypt($data, 'aes-256-cbc', $given, 0, random_bytes(16));
    hash_pbkdf2('sha256', $word, 'pepper', 600000); // bad: static-salt
    $rounds = 1000;
    hash_pbkdf2('sha256', $word, $salt, $rounds); // bad: weak-kdf-iterations
    openssl_pkey_new(['private_key_bits' => 1024]); // bad: small-key
    openssl_pkey_new(['private_key_bits' => 3072]);
}
