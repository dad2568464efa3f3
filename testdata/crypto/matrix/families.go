package families

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/rsa"
	digest "crypto/sha1"
	weak "math/rand"
)

const (
	secret = "harbour-light-16"
	rounds = 1000
	bits   = 1024
)

var old uint16 = tls.VersionTLS10

func hash(data []byte) {
	md5.Sum(data)    // bad: weak-hash
	digest.Sum(data) // bad: weak-hash, alias
	sha1.Sum(        // bad: weak-hash, lines
		data)
	sha256.Sum256(data) // good: weak-hash
}

func ciphers(key []byte) {
	des.NewCipher(key) // bad: broken-cipher
	rc4.NewCipher(     // bad: broken-cipher, lines
		key)
	des.NewTripleDESCipher(key) // bad: legacy-cipher
	aes.NewCipher(key)          // good: broken-cipher
	chacha20poly1305.New(key)   // good: legacy-cipher
}

func mode(block cipher.Block) {
	ecb.NewECBEncrypter(block) // bad: ecb-mode
	cipher.NewGCM(block)       // good: ecb-mode
}

func vector(block cipher.Block, aead cipher.AEAD, data []byte) {
	cipher.NewCBCEncrypter(block, []byte("sixteen-letters!")) // bad: static-iv
	aead.Seal(
		nil,
		[]byte(secret), // bad: static-iv, lines constant
		data, nil)
	nonce := make([]byte, 12)
	rand.Read(nonce)
	aead.Seal(nil, nonce, data, nil) // good: static-iv, overwritten
}

func keys() {
	aes.NewCipher([]byte("harbour-light-16")) // bad: hard-coded-crypto-key
	aes.NewCipher(
		[]byte(secret)) // bad: hard-coded-crypto-key, lines constant
	key := []byte("harbour-light-16")
	key = vault.Fetch("records")
	aes.NewCipher(key) // good: hard-coded-crypto-key, overwritten
}

func salts(word []byte) {
	pbkdf2.Key(word, []byte("grains-of-salt"), 600000, 32, sha256.New) // bad: static-salt
	pbkdf2.Key(
		word,
		[]byte(secret), // bad: static-salt, lines constant
		600000, 32, sha256.New)
	salt := make([]byte, 16)
	rand.Read(salt)
	pbkdf2.Key(word, salt, 600000, 32, sha256.New) // good: static-salt, overwritten
}

func derive(word, salt []byte) {
	pbkdf2.Key(word, salt, 1000, 32, sha256.New) // bad: weak-kdf-iterations
	pbkdf2.Key(
		word, salt,
		rounds, // bad: weak-kdf-iterations, lines constant
		32, sha256.New)
	count := 1000
	count = 600000
	pbkdf2.Key(word, salt, count, 32, sha256.New) // good: weak-kdf-iterations, overwritten
	bcrypt.GenerateFromPassword(word, 4)          // bad: weak-kdf-iterations
}

func size() {
	rsa.GenerateKey(rand.Reader, 1024) // bad: small-key
	rsa.GenerateKey(
		rand.Reader,
		bits) // bad: small-key, lines constant
	length := 1024
	length = 3072
	rsa.GenerateKey(rand.Reader, length) // good: small-key, overwritten
}

func tokens() (uint64, string) {
	token := weak.Uint64() // bad: weak-random, alias
	secret := rand.Text()  // good: weak-random
	return token, secret
}

func certificates() {
	_ = &tls.Config{InsecureSkipVerify: true} // bad: certificate-check-disabled
	off := true
	_ = &tls.Config{
		InsecureSkipVerify: off, // bad: certificate-check-disabled, lines constant
	}
	off = false
	_ = &tls.Config{InsecureSkipVerify: off} // good: certificate-check-disabled, overwritten
}

func protocol() {
	_ = &tls.Config{MinVersion: tls.VersionTLS10} // bad: old-tls-version
	_ = &tls.Config{
		MinVersion: old, // bad: old-tls-version, lines constant
	}
	version := uint16(tls.VersionTLS11)
	version = tls.VersionTLS12
	_ = &tls.Config{MinVersion: version}                                            // good: old-tls-version, overwritten
	_ = &tls.Config{CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}}           // bad: weak-cipher-suite
	_ = &tls.Config{CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384}} // good: weak-cipher-suite
}

func wrap(public *rsa.PublicKey, data []byte) {
	rsa.EncryptPKCS1v15(rand.Reader, public, data)                    // bad: rsa-without-oaep
	rsa.EncryptOAEP(sha256.New(), rand.Reader, public, data, nil)     // good: rsa-without-oaep
}

func claims(token *jwt.Token, text string) {
	jwt.NewWithClaims(jwt.SigningMethodNone, claims) // bad: jwt-verification-disabled
	jwt.NewWithClaims(jwt.SigningMethodRS256, claims) // good: jwt-verification-disabled
	token.SignedString([]byte("harbour-light-16"))   // bad: hard-coded-jwt-key
	token.SignedString([]byte(secret))               // bad: hard-coded-jwt-key, constant
	token.SignedString(vault.Fetch("jwt"))           // good: hard-coded-jwt-key
}

func cookies(w http.ResponseWriter) {
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: false}) // bad: insecure-cookie
	safe := false
	http.SetCookie(w, &http.Cookie{
		Name:   "session",
		Secure: safe, // bad: insecure-cookie, lines constant
	})
	safe = true
	http.SetCookie(w, &http.Cookie{Name: "session", Secure: safe}) // good: insecure-cookie, overwritten
}

func transport() {
	ftp.Dial("files.larkspur-clinic.com:21")                    // bad: cleartext-protocol
	ftp.Dial("files.larkspur-clinic.com:21", ftp.DialWithExplicitTLS(config)) // good: cleartext-protocol
	ldap.DialURL("ldap://directory.larkspur-clinic.com")        // bad: cleartext-protocol
	ldap.DialURL("ldaps://directory.larkspur-clinic.com")       // good: cleartext-protocol
	mllp := "mllp://gateway.larkspur-clinic.com:2575/"          // bad: cleartext-protocol
	safe := "mllps://gateway.larkspur-clinic.com:2575/"         // good: cleartext-protocol
}

func shell() {
	_ = &ssh.ClientConfig{HostKeyCallback: ssh.InsecureIgnoreHostKey()} // bad: ssh-host-key-unchecked
	_ = &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}       // good: ssh-host-key-unchecked
	_ = ssh.Config{Ciphers: []string{"3des-cbc"}}                       // bad: weak-ssh-algorithm
	_ = ssh.Config{Ciphers: []string{"aes256-gcm@openssh.com"}}         // good: weak-ssh-algorithm
}

func rest() {
	_ = rds.CreateDBInstanceInput{StorageEncrypted: aws.Bool(false)} // bad: unencrypted-storage
	_ = rds.CreateDBInstanceInput{StorageEncrypted: aws.Bool(true)}  // good: unencrypted-storage
}

func signing(key []byte) {
	hmac.New(md5.New, key)    // bad: weak-mac
	hmac.New(sha256.New, key) // good: weak-mac
	hmac.New(sha1.New, key)   // bad: legacy-mac
	hmac.New(sha256.New, key) // good: legacy-mac
	_ = x509.Certificate{SignatureAlgorithm: x509.SHA1WithRSA, Subject: name}   // bad: weak-signature
	_ = x509.Certificate{SignatureAlgorithm: x509.SHA256WithRSA, Subject: name} // good: weak-signature
}

func pseudonym(patient Patient, key []byte) [32]byte {
	keyed := hmac.New(sha256.New, key)
	keyed.Write([]byte(patient.SSN))            // good: hashed-identifier
	return sha256.Sum256([]byte(patient.SSN)) // bad: hashed-identifier
}
