def home = "http://records.clinic.zz/visits" // bad: cleartext-url
def page = "https://records.clinic.zz/visits" // good: cleartext-url
