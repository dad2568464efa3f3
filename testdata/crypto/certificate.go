package client

import "crypto/tls"

const skip = true

func config() {
	dial(&tls.Config{InsecureSkipVerify: skip}) // bad: certificate-check-disabled
	dial(&tls.Config{MinVersion: tls.VersionTLS12})
	dial(&tls.Config{InsecureSkipVerify: false})
}
