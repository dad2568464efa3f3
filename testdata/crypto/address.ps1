$site = "http://records.clinic.zz/visits" # bad: cleartext-url
$page = "https://records.clinic.zz/visits" # good: cleartext-url
