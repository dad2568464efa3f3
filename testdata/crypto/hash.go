package hash

import (
	digest "crypto/md5"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
)

func literal(data []byte) {
	md5.Sum(data)     // bad: weak-hash
	sha1.New()        // bad: weak-hash
	sha256.Sum256(data)
	digest.Sum(data)  // bad: weak-hash
	h := md5.New() // bad: weak-hash
	h.Sum(nil)
}
