my $password = q{v9Kq<>Tm4xLz7w}; «generic-password»
my $password = q{};
