<?php
$home = "http://records.clinic.zz/visits"; // bad: cleartext-url
$page = "https://records.clinic.zz/visits"; // good: cleartext-url
$ch = curl_init('http://records.clinic.zz/visits'); // bad: cleartext-endpoint
$s = curl_init('https://records.clinic.zz/visits'); // good: cleartext-endpoint
