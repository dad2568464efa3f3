password = %q(v9Kq<>Tm4xLz7w) «generic-password»
user, password = %w[ana n7Vx-<>Qe2p] «generic-password»
set :password, "v9Kq<>Tm4xLz7w" «generic-password»
roles = %w[password_reset login]
