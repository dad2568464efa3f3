string home = "http://records.clinic.zz/visits"; // bad: cleartext-url
string page = "https://records.clinic.zz/visits"; // good: cleartext-url
var r = await client.GetAsync("http://records.clinic.zz/visits"); // bad: cleartext-endpoint
var s = await client.GetAsync("https://records.clinic.zz/visits"); // good: cleartext-endpoint
