val home = "http://records.clinic.zz/visits" // bad: cleartext-url
val page = "https://records.clinic.zz/visits" // good: cleartext-url
