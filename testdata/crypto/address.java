String home = "http://records.clinic.zz/visits"; // bad: cleartext-url
String page = "https://records.clinic.zz/visits"; // good: cleartext-url
HttpGet r = new HttpGet("http://records.clinic.zz/visits"); // bad: cleartext-endpoint
HttpGet s = new HttpGet("https://records.clinic.zz/visits"); // good: cleartext-endpoint
