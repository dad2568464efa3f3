home := "http://records.clinic.zz/visits" // bad: cleartext-url
page := "https://records.clinic.zz/visits" // good: cleartext-url
r, err := http.Get("http://records.clinic.zz/visits") // bad: cleartext-endpoint
s, err := http.Get("https://records.clinic.zz/visits") // good: cleartext-endpoint
