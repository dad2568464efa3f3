string password = @"v9Kq<>Tm4xLz7w"; «generic-password»
var form = new PasswordBox("Password");
