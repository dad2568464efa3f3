my $home = "http://records.clinic.zz/visits"; # bad: cleartext-url
my $page = "https://records.clinic.zz/visits"; # good: cleartext-url
