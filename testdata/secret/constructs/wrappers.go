cfg.Password = aws.String("v9Kq<>Tm4xLz7w") «generic-password»
var password = []byte("n7Vx-<>Qe2p") «generic-password»
password := os.Getenv("WARD_PASSWORD")
