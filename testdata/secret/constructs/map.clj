{:password "v9Kq<>Tm4xLz7w"} «generic-password»
{:password (System/getenv "PASSWORD")}
