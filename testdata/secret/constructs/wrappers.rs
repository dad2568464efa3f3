let password = Some("v9Kq<>Tm4xLz7w"); «generic-password»
let password: &str = "n7Vx-<>Qe2p"; «generic-password»
let other = Some(password);
