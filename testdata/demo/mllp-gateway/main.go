// Command mllp-gateway sends the ADT messages of the intake service to the laboratory.
package main

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"log"
	"os"
)

const (
	startBlock = 0x0b
	endBlock   = 0x1c
)

// laboratory speaks TLS, but its certificate expired in May.
func laboratory() *tls.Config {
	return &tls.Config{
		ServerName:         "lab.larkspur.example.org",
		MinVersion:         tls.VersionTLS10,
		InsecureSkipVerify: true,
	}
}

func registry(roots *x509.CertPool) *tls.Config {
	return &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS13}
}

func send(address string, config *tls.Config, message []byte) error {
	connection, err := tls.Dial("tcp", address, config)
	if err != nil {
		return fmt.Errorf("dial %s: %w", address, err)
	}
	defer connection.Close()
	writer := bufio.NewWriter(connection)
	writer.WriteByte(startBlock)
	writer.Write(message)
	writer.Write([]byte{endBlock, '\r'})
	return writer.Flush()
}

func main() {
	message, err := os.ReadFile(os.Args[1])
	if err == nil && len(message) == 0 {
		err = errors.New("empty message")
	}
	if err == nil {
		err = send(os.Getenv("LAB_ADDRESS"), laboratory(), message)
	}
	if err != nil {
		log.Fatal(err)
	}
}
