// Families over lines that families.go shows on one.
package cells

import "math/rand"

func pseudonym(patient Patient) [32]byte {
	return sha256.Sum256( // bad: hashed-identifier, lines
		[]byte(patient.SSN),
	)
}

func token() string {
	token := strconv.Itoa(
		rand.Int(), // bad: weak-random, lines
	)
	return token
}

func lines(key []byte, block cipher.Block, public *rsa.PublicKey, data []byte) {
	des.NewTripleDESCipher( // bad: legacy-cipher, lines
		key,
	)
	ecb.NewECBEncrypter( // bad: ecb-mode, lines
		block,
	)
	rsa.EncryptPKCS1v15( // bad: rsa-without-oaep, lines
		rand.Reader, public, data,
	)
}
