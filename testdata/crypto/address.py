HOME = "http://records.clinic.zz/visits" # bad: cleartext-url
page = "https://records.clinic.zz/visits" # good: cleartext-url
r = requests.get("http://records.clinic.zz/visits") # bad: cleartext-endpoint
s = requests.get("https://records.clinic.zz/visits") # good: cleartext-endpoint
