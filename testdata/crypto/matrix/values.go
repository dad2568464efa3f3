package values

import (
	codes "crypto/hmac"
	databases "github.com/aws/aws-sdk-go/service/rds"
	directories "github.com/go-ldap/ldap/v3"
	keys "crypto/rsa"
	modes "crypto/cipher"
	rijndael "crypto/aes"
	shells "golang.org/x/crypto/ssh"
	sockets "crypto/tls"
	stretch "golang.org/x/crypto/pbkdf2"
	tokens "github.com/golang-jwt/jwt/v5"
	web "net/http"
)

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
var weakMac = md5.New
var legacyMac = sha1.New
var weakSignature = crypto.SHA1
const vector = "sixteen-letters!"
const keyBytes = "harbour-light-16"
const grains = "grains-of-salt"
const rounds = 1000
const bits = 1024
var oldVersion = tls.VersionTLS10
var suites = tls.TLS_RSA_WITH_RC4_128_SHA
var signing = jwt.SigningMethodNone
const tokenKey = "harbour-light-16"
const check = true
const overPlain = false
const scriptAccess = false
const directory = "ldap://directory.larkspur-clinic.com" // bad: cleartext-protocol, constant
var uncheckedHost = ssh.InsecureIgnoreHostKey()
const shellCipher = "3des-cbc"
const atRest = false

func mac(word, salt []byte) {
	hmac.New(weakMac, salt) // bad: weak-mac, constant
	hmac.New( // over lines
		md5.New, // bad: weak-mac, lines
		salt,
	)
	codes.New(md5.New, salt) // bad: weak-mac, alias
	chosen := md5.New
	chosen = sha256.New
	hmac.New(chosen, salt) // good: weak-mac, overwritten
	kept := sha256.New
	kept = md5.New
	hmac.New(kept, salt) // bad: weak-mac, spoiled
}

func legacyMac(word, salt []byte) {
	hmac.New(legacyMac, salt) // bad: legacy-mac, constant
	hmac.New( // over lines
		sha1.New, // bad: legacy-mac, lines
		salt,
	)
	codes.New(sha1.New, salt) // bad: legacy-mac, alias
	chosen := sha1.New
	chosen = sha256.New
	hmac.New(chosen, salt) // good: legacy-mac, overwritten
	kept := sha256.New
	kept = sha1.New
	hmac.New(kept, salt) // bad: legacy-mac, spoiled
}

func signature(word, salt []byte) {
	rsa.SignPKCS1v15(rand.Reader, key, weakSignature, word) // bad: weak-signature, constant
	rsa.SignPKCS1v15(
		rand.Reader,
		key,
		crypto.SHA1, // bad: weak-signature, lines
		word,
	)
	keys.SignPKCS1v15(rand.Reader, key, crypto.SHA1, word) // bad: weak-signature, alias
	chosen := crypto.SHA1
	chosen = crypto.SHA256
	rsa.SignPKCS1v15(rand.Reader, key, chosen, word) // good: weak-signature, overwritten
	kept := crypto.SHA256
	kept = crypto.SHA1
	rsa.SignPKCS1v15(rand.Reader, key, kept, word) // bad: weak-signature, spoiled
}

func vector(word, salt []byte) {
	cipher.NewCBCEncrypter(block, []byte(vector)) // bad: static-iv, constant
	cipher.NewCBCEncrypter(
		block,
		[]byte("sixteen-letters!"), // bad: static-iv, lines
	)
	modes.NewCBCEncrypter(block, []byte("sixteen-letters!")) // bad: static-iv, alias
	chosen := []byte("sixteen-letters!")
	chosen = vault.Fresh()
	cipher.NewCBCEncrypter(block, chosen) // good: static-iv, overwritten
	kept := vault.Fresh()
	kept = []byte("sixteen-letters!")
	cipher.NewCBCEncrypter(block, kept) // bad: static-iv, spoiled
}

func key(word, salt []byte) {
	aes.NewCipher([]byte(keyBytes)) // bad: hard-coded-crypto-key, constant
	aes.NewCipher(
		[]byte("harbour-light-16"), // bad: hard-coded-crypto-key, lines
	)
	rijndael.NewCipher([]byte("harbour-light-16")) // bad: hard-coded-crypto-key, alias
	chosen := []byte("harbour-light-16")
	chosen = vault.Fetch("records")
	aes.NewCipher(chosen) // good: hard-coded-crypto-key, overwritten
	kept := vault.Fetch("records")
	kept = []byte("harbour-light-16")
	aes.NewCipher(kept) // bad: hard-coded-crypto-key, spoiled
}

func salt(word, salt []byte) {
	pbkdf2.Key(word, []byte(grains), 600000, 32, sha256.New) // bad: static-salt, constant
	pbkdf2.Key(
		word,
		[]byte("grains-of-salt"), // bad: static-salt, lines
		600000,
		32,
		sha256.New,
	)
	stretch.Key(word, []byte("grains-of-salt"), 600000, 32, sha256.New) // bad: static-salt, alias
	chosen := []byte("grains-of-salt")
	chosen = vault.Fresh()
	pbkdf2.Key(word, chosen, 600000, 32, sha256.New) // good: static-salt, overwritten
	kept := vault.Fresh()
	kept = []byte("grains-of-salt")
	pbkdf2.Key(word, kept, 600000, 32, sha256.New) // bad: static-salt, spoiled
}

func derive(word, salt []byte) {
	pbkdf2.Key(word, salt, rounds, 32, sha256.New) // bad: weak-kdf-iterations, constant
	pbkdf2.Key(
		word,
		salt,
		1000, // bad: weak-kdf-iterations, lines
		32,
		sha256.New,
	)
	stretch.Key(word, salt, 1000, 32, sha256.New) // bad: weak-kdf-iterations, alias
	chosen := 1000
	chosen = 600000
	pbkdf2.Key(word, salt, chosen, 32, sha256.New) // good: weak-kdf-iterations, overwritten
	kept := 600000
	kept = 1000
	pbkdf2.Key(word, salt, kept, 32, sha256.New) // bad: weak-kdf-iterations, spoiled
}

func size(word, salt []byte) {
	rsa.GenerateKey(rand.Reader, bits) // bad: small-key, constant
	rsa.GenerateKey(
		rand.Reader,
		1024, // bad: small-key, lines
	)
	keys.GenerateKey(rand.Reader, 1024) // bad: small-key, alias
	chosen := 1024
	chosen = 3072
	rsa.GenerateKey(rand.Reader, chosen) // good: small-key, overwritten
	kept := 3072
	kept = 1024
	rsa.GenerateKey(rand.Reader, kept) // bad: small-key, spoiled
}

func protocol(word, salt []byte) {
	_ = &tls.Config{MinVersion: oldVersion} // bad: old-tls-version, constant
	_ = &tls.Config{
		MinVersion: tls.VersionTLS10, // bad: old-tls-version, lines
	}
	_ = &sockets.Config{MinVersion: sockets.VersionTLS10} // bad: old-tls-version, alias
	chosen := tls.VersionTLS10
	chosen = tls.VersionTLS12
	_ = &tls.Config{MinVersion: chosen} // good: old-tls-version, overwritten
	kept := tls.VersionTLS12
	kept = tls.VersionTLS10
	_ = &tls.Config{MinVersion: kept} // bad: old-tls-version, spoiled
}

func suite(word, salt []byte) {
	_ = &tls.Config{CipherSuites: []uint16{suites}} // bad: weak-cipher-suite, constant
	_ = &tls.Config{
		CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}, // bad: weak-cipher-suite, lines
	}
	_ = &sockets.Config{CipherSuites: []uint16{sockets.TLS_RSA_WITH_RC4_128_SHA}} // bad: weak-cipher-suite, alias
	chosen := tls.TLS_RSA_WITH_RC4_128_SHA
	chosen = tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
	_ = &tls.Config{CipherSuites: []uint16{chosen}} // good: weak-cipher-suite, overwritten
	kept := tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
	kept = tls.TLS_RSA_WITH_RC4_128_SHA
	_ = &tls.Config{CipherSuites: []uint16{kept}} // bad: weak-cipher-suite, spoiled
}

func claims(word, salt []byte) {
	jwt.NewWithClaims(signing, claims) // bad: jwt-verification-disabled, constant
	jwt.NewWithClaims(
		jwt.SigningMethodNone, // bad: jwt-verification-disabled, lines
		claims,
	)
	tokens.NewWithClaims(tokens.SigningMethodNone, claims) // bad: jwt-verification-disabled, alias
	chosen := jwt.SigningMethodNone
	chosen = jwt.SigningMethodRS256
	jwt.NewWithClaims(chosen, claims) // good: jwt-verification-disabled, overwritten
	kept := jwt.SigningMethodRS256
	kept = jwt.SigningMethodNone
	jwt.NewWithClaims(kept, claims) // bad: jwt-verification-disabled, spoiled
}

func tokenKey(word, salt []byte) {
	token.SignedString([]byte(tokenKey)) // bad: hard-coded-jwt-key, constant
	token.SignedString(
		[]byte("harbour-light-16"), // bad: hard-coded-jwt-key, lines
	)
	chosen := []byte("harbour-light-16")
	chosen = vault.Fetch("jwt")
	token.SignedString(chosen) // good: hard-coded-jwt-key, overwritten
	kept := vault.Fetch("jwt")
	kept = []byte("harbour-light-16")
	token.SignedString(kept) // bad: hard-coded-jwt-key, spoiled
}

func certificate(word, salt []byte) {
	_ = &tls.Config{InsecureSkipVerify: check} // bad: certificate-check-disabled, constant
	_ = &tls.Config{
		InsecureSkipVerify: true, // bad: certificate-check-disabled, lines
	}
	_ = &sockets.Config{InsecureSkipVerify: true} // bad: certificate-check-disabled, alias
	chosen := true
	chosen = false
	_ = &tls.Config{InsecureSkipVerify: chosen} // good: certificate-check-disabled, overwritten
	kept := false
	kept = true
	_ = &tls.Config{InsecureSkipVerify: kept} // bad: certificate-check-disabled, spoiled
}

func cookie(word, salt []byte) {
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: overPlain}) // bad: insecure-cookie, constant
	http.SetCookie(
		w,
		&http.Cookie{Name: "session", Secure: false}, // bad: insecure-cookie, lines
	)
	web.SetCookie(w, &http.Cookie{Name: "session", Secure: false}) // bad: insecure-cookie, alias
	chosen := false
	chosen = true
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: chosen}) // good: insecure-cookie, overwritten
	kept := true
	kept = false
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: kept}) // bad: insecure-cookie, spoiled
}

func scriptAccess(word, salt []byte) {
	http.SetCookie(w, &http.Cookie{Name: "session", HttpOnly: scriptAccess}) // bad: cookie-without-httponly, constant
	http.SetCookie(
		w,
		&http.Cookie{Name: "session", HttpOnly: false}, // bad: cookie-without-httponly, lines
	)
	web.SetCookie(w, &http.Cookie{Name: "session", HttpOnly: false}) // bad: cookie-without-httponly, alias
	chosen := false
	chosen = true
	http.SetCookie(w, &http.Cookie{Name: "session", HttpOnly: chosen}) // good: cookie-without-httponly, overwritten
	kept := true
	kept = false
	http.SetCookie(w, &http.Cookie{Name: "session", HttpOnly: kept}) // bad: cookie-without-httponly, spoiled
}

func transport(word, salt []byte) {
	ldap.DialURL(directory)
	ldap.DialURL(
		"ldap://directory.larkspur-clinic.com", // bad: cleartext-protocol, lines
	)
	directories.DialURL("ldap://directory.larkspur-clinic.com") // bad: cleartext-protocol, alias
	chosen := "ldap://directory.larkspur-clinic.com"
	chosen = "ldaps://directory.larkspur-clinic.com"
	ldap.DialURL(chosen) // good: cleartext-protocol, overwritten
	kept := "ldaps://directory.larkspur-clinic.com"
	kept = "ldap://directory.larkspur-clinic.com" // bad: cleartext-protocol, spoiled
	ldap.DialURL(kept)
}

func hostKey(word, salt []byte) {
	_ = &ssh.ClientConfig{HostKeyCallback: uncheckedHost} // bad: ssh-host-key-unchecked, constant
	_ = &ssh.ClientConfig{
		HostKeyCallback: ssh.InsecureIgnoreHostKey(), // bad: ssh-host-key-unchecked, lines
	}
	_ = &shells.ClientConfig{HostKeyCallback: shells.InsecureIgnoreHostKey()} // bad: ssh-host-key-unchecked, alias
	chosen := ssh.InsecureIgnoreHostKey()
	chosen = ssh.FixedHostKey(key)
	_ = &ssh.ClientConfig{HostKeyCallback: chosen} // good: ssh-host-key-unchecked, overwritten
	kept := ssh.FixedHostKey(key)
	kept = ssh.InsecureIgnoreHostKey()
	_ = &ssh.ClientConfig{HostKeyCallback: kept} // bad: ssh-host-key-unchecked, spoiled
}

func shell(word, salt []byte) {
	_ = ssh.Config{Ciphers: []string{shellCipher}} // bad: weak-ssh-algorithm, constant
	_ = ssh.Config{
		Ciphers: []string{"3des-cbc"}, // bad: weak-ssh-algorithm, lines
	}
	_ = shells.Config{Ciphers: []string{"3des-cbc"}} // bad: weak-ssh-algorithm, alias
	chosen := "3des-cbc"
	chosen = "aes256-gcm@openssh.com"
	_ = ssh.Config{Ciphers: []string{chosen}} // good: weak-ssh-algorithm, overwritten
	kept := "aes256-gcm@openssh.com"
	kept = "3des-cbc"
	_ = ssh.Config{Ciphers: []string{kept}} // bad: weak-ssh-algorithm, spoiled
}

func storage(word, salt []byte) {
	_ = rds.CreateDBInstanceInput{StorageEncrypted: aws.Bool(atRest)} // bad: unencrypted-storage, constant
	_ = rds.CreateDBInstanceInput{
		StorageEncrypted: aws.Bool(false), // bad: unencrypted-storage, lines
	}
	_ = databases.CreateDBInstanceInput{StorageEncrypted: aws.Bool(false)} // bad: unencrypted-storage, alias
	chosen := false
	chosen = true
	_ = rds.CreateDBInstanceInput{StorageEncrypted: aws.Bool(chosen)} // good: unencrypted-storage, overwritten
	kept := true
	kept = false
	_ = rds.CreateDBInstanceInput{StorageEncrypted: aws.Bool(kept)} // bad: unencrypted-storage, spoiled
}
