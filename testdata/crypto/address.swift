let home = "http://records.clinic.zz/visits" // bad: cleartext-url
let page = "https://records.clinic.zz/visits" // good: cleartext-url
