<?php
$ok = md5($password) === $row['hash']; // bad: weak-password-hash
$h = password_hash($password, PASSWORD_ARGON2ID); // good: weak-password-hash
