<?php

$check = false;
curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, $check); // bad: certificate-check-disabled
curl_setopt($handle, CURLOPT_SSL_VERIFYPEER, true);
