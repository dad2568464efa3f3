<?php
error_log($patient->ssn);  // phi-in-log
echo $patient->ssn;  // phi-in-log
Log::info('mrn ' . $patient->mrn);  // phi-in-log
$this->logger->info("mrn {$patient->mrn}");  // phi-in-log
print_r($patient->ssn);  // phi-in-log
var_dump($patient['ssn']);  // phi-in-log
throw new Exception("bad " . $patient->ssn);  // phi-in-exception
file_get_contents("https://x.zz/p?mrn=" . $patient->mrn);  // phi-in-url
setcookie("mrn", $patient->mrn);  // phi-in-cleartext-storage
