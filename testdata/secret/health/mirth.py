mirth = MirthService("https://mirth.larkspur.zz:8443/api", username="ward", password="dJearDS<>NC3iBFK") «mirth-login-password»
