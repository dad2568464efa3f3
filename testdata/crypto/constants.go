package constants

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"errors"
	"os"

	"golang.org/x/crypto/pbkdf2"
)

var key = []byte("quiet-harbour-16")

const rounds = 4096

func seal(block cipher.Block, word, salt []byte) {
	aes.NewCipher(key) // bad: hard-coded-crypto-key
	aes.NewCipher([]byte(os.Getenv("KEY")))
	iv := make([]byte, 16)
	cipher.NewCBCEncrypter(block, iv) // bad: static-iv
	fresh := make([]byte, 16)
	rand.Read(fresh)
	cipher.NewCBCEncrypter(block, fresh)
	pbkdf2.Key(word, []byte("pepper"), 600000, 32, sha256.New) // bad: static-salt
	pbkdf2.Key(word, salt, rounds, 32, sha256.New)             // bad: weak-kdf-iterations
	bits := 1024
	rsa.GenerateKey(rand.Reader, bits) // bad: small-key
	rsa.GenerateKey(rand.Reader, 3072)
}

var errLength = errors.New("a key has 32 bytes")

// What another package's function of the same name is given, is not given to this one.
func New(key string) (cipher.Block, error) {
	if len(key) != 32 {
		return nil, errLength
	}
	return aes.NewCipher([]byte(key))
}
