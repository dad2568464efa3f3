NSString *home = @"http://records.clinic.zz/visits"; // bad: cleartext-url
NSString *page = @"https://records.clinic.zz/visits"; // good: cleartext-url
