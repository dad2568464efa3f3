const home: string = "http://records.clinic.zz/visits"; // bad: cleartext-url
const page: string = "https://records.clinic.zz/visits"; // good: cleartext-url
const r = await fetch('http://records.clinic.zz/visits'); // bad: cleartext-endpoint
const s = await fetch('https://records.clinic.zz/visits'); // good: cleartext-endpoint
