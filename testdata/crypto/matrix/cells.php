<?php

// Families that PHP has beside those of families.php.

const OLD = '3des-cbc';

function shells($host, $session) {
    ssh2_connect($host, 22, ['client_to_server' => ['crypt' => '3des-cbc']]); // bad: weak-ssh-algorithm
    ssh2_connect($host, 22, ['client_to_server' => ['crypt' => 'aes256-gcm@openssh.com']]); // good: weak-ssh-algorithm
    ssh2_connect(
        $host,
        22,
        ['client_to_server' => ['crypt' => OLD]] // bad: weak-ssh-algorithm, lines constant
    );
    $chosen = '3des-cbc';
    $chosen = 'aes256-gcm@openssh.com';
    ssh2_connect($host, 22, ['client_to_server' => ['crypt' => $chosen]]); // good: weak-ssh-algorithm, overwritten
    $kept = 'aes256-gcm@openssh.com';
    $kept = '3des-cbc';
    ssh2_connect($host, 22, ['client_to_server' => ['crypt' => $kept]]); // bad: weak-ssh-algorithm, spoiled
}

function cookies($value) {
    setcookie('session', $value, ['httponly' => false]); // bad: cookie-without-httponly
    setcookie('session', $value, ['httponly' => true]); // good: cookie-without-httponly
}

function pseudonym($patient) {
    return hash( // bad: hashed-identifier, lines
        'sha256',
        $patient->ssn
    );
}

function token() {
    $token = dechex(
        mt_rand() // bad: weak-random, lines
    );
    return $token;
}
