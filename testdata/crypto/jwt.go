package tokens

import (
	"os"

	"github.com/golang-jwt/jwt/v5"
)

var key = []byte("quiet-harbour-lamp-of-the-north")

func sign(token *jwt.Token) {
	token.SignedString(key) // bad: hard-coded-jwt-key
	token.SignedString([]byte(os.Getenv("JWT_KEY")))
}
