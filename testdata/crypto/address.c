const char *home = "http://records.clinic.zz/visits"; // bad: cleartext-url
const char *page = "https://records.clinic.zz/visits"; // good: cleartext-url
