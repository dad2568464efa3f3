package main

import (
	"crypto/cipher"
	"crypto/des"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/hex"
	"os"
)

// sealSpooled protects messages that wait on disk while the laboratory is away.
func sealSpooled(message []byte) ([]byte, error) {
	key, err := hex.DecodeString(os.Getenv("SPOOL_KEY"))
	if err != nil {
		return nil, err
	}
	block, err := des.NewTripleDESCipher(key)
	if err != nil {
		return nil, err
	}
	nonce := make([]byte, block.BlockSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	sealed := make([]byte, len(message))
	cipher.NewCTR(block, nonce).XORKeyStream(sealed, message)
	return append(nonce, sealed...), nil
}

// clientKey makes the key pair of the gateway's own certificate.
func clientKey() (*rsa.PrivateKey, error) {
	return rsa.GenerateKey(rand.Reader, 1024)
}

// spoolName never shows the control id of the message.
func spoolName(controlID string) string {
	digest := sha256.Sum256([]byte(controlID))
	return hex.EncodeToString(digest[:8]) + ".hl7"
}
