std::string home = "http://records.clinic.zz/visits"; // bad: cleartext-url
std::string page = "https://records.clinic.zz/visits"; // good: cleartext-url
