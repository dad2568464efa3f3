<?php
const ALGORITHM = 'md5';

function literal($data) {
    hash('md5', $data); // bad: weak-hash
    hash('sha256', $data);
    md5($data); // bad: weak-hash
}

function overwritten($data) {
    $name = 'md5';
    $name = 'sha512';
    hash($name, $data);
}

function variable($data) {
    $name = 'sha1';
    hash($name, $data); // bad: weak-hash
}
