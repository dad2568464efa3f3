#define WARD_PASSWORD "v9Kq<>Tm4xLz7w" «generic-password»
#define PASSWORD_PROMPT "Password: "
