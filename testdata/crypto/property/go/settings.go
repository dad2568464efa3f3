package settings

// What configuration decides: settings.env holds the value.

func derive(word, salt []byte) {
	pbkdf2.Key(word, salt, viper.GetInt("RECORDS_DERIVE"), 32, sha256.New) // bad: weak-kdf-iterations, property
	pbkdf2.Key(word, salt, viper.GetInt("LETTERS_DERIVE"), 32, sha256.New) // good: weak-kdf-iterations, property
}

func size(word, salt []byte) {
	rsa.GenerateKey(rand.Reader, viper.GetInt("RECORDS_SIZE")) // bad: small-key, property
	rsa.GenerateKey(rand.Reader, viper.GetInt("LETTERS_SIZE")) // good: small-key, property
}

func certificate(word, salt []byte) {
	_ = &tls.Config{InsecureSkipVerify: viper.GetBool("RECORDS_CERTIFICATE")} // bad: certificate-check-disabled, property
	_ = &tls.Config{InsecureSkipVerify: viper.GetBool("LETTERS_CERTIFICATE")} // good: certificate-check-disabled, property
}

func cookie(word, salt []byte) {
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: viper.GetBool("RECORDS_COOKIE")}) // bad: insecure-cookie, property
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: viper.GetBool("LETTERS_COOKIE")}) // good: insecure-cookie, property
}

func scriptAccess(word, salt []byte) {
	http.SetCookie(w, &http.Cookie{Name: "session", HttpOnly: viper.GetBool("RECORDS_SCRIPT_ACCESS")}) // bad: cookie-without-httponly, property
	http.SetCookie(w, &http.Cookie{Name: "session", HttpOnly: viper.GetBool("LETTERS_SCRIPT_ACCESS")}) // good: cookie-without-httponly, property
}

func shell(word, salt []byte) {
	_ = ssh.Config{Ciphers: []string{os.Getenv("RECORDS_SHELL")}} // bad: weak-ssh-algorithm, property
	_ = ssh.Config{Ciphers: []string{os.Getenv("LETTERS_SHELL")}} // good: weak-ssh-algorithm, property
}

func storage(word, salt []byte) {
	_ = rds.CreateDBInstanceInput{StorageEncrypted: aws.Bool(viper.GetBool("RECORDS_STORAGE"))} // bad: unencrypted-storage, property
	_ = rds.CreateDBInstanceInput{StorageEncrypted: aws.Bool(viper.GetBool("LETTERS_STORAGE"))} // good: unencrypted-storage, property
}
