#!/bin/sh
openssl dgst -md5 records.tar # bad: weak-hash
openssl dgst -sha256 records.tar # good: weak-hash
openssl enc -des-cbc -in records -out sealed -pass env:WORD # bad: broken-cipher
openssl enc -des-ede3-cbc -in records -out sealed -pass env:WORD # bad: legacy-cipher
openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -in records -out sealed -pass env:WORD # good: broken-cipher
gpg --symmetric --cipher-algo AES256 records # good: legacy-cipher
openssl enc -aes-256-ecb -in records -out sealed -pass env:WORD # bad: ecb-mode
openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -in records -out sealed # good: ecb-mode
openssl enc -aes-256-cbc -K "$KEY" -iv 00112233445566778899aabbccddeeff # bad: static-iv
openssl enc -aes-256-cbc -K "$KEY" -iv "$(openssl rand -hex 16)" # good: static-iv
openssl enc -aes-256-cbc -md md5 -in records -out sealed -pass env:WORD # bad: weak-kdf-iterations
openssl enc -aes-256-cbc -pbkdf2 -iter 1000 -in records -out sealed -pass env:WORD # bad: weak-kdf-iterations
openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -in records -out sealed -pass env:WORD # good: weak-kdf-iterations
openssl enc -aes-256-cbc -pbkdf2 -S 0011223344556677 -in records -out sealed -pass env:WORD # bad: static-salt
openssl enc -aes-256-cbc -pbkdf2 -iter 600000 -in data -out sealed -pass env:WORD # good: static-salt
htpasswd -bm users.txt nurse "$WORD" # bad: weak-password-scheme
htpasswd -bB -C 12 users.txt nurse "$WORD" # good: weak-password-scheme
openssl genrsa -out key.pem 1024 # bad: small-key
openssl genrsa \
  -out key.pem \
  1024 # bad: small-key, lines
openssl genrsa -out key.pem 3072 # good: small-key
TOKEN=$RANDOM$RANDOM # bad: weak-random
TOKEN=$(openssl rand -hex 16) # good: weak-random
curl --insecure https://records.larkspur-clinic.com/ # bad: certificate-check-disabled
curl --cacert internal.pem https://records.larkspur-clinic.com/ # good: certificate-check-disabled
curl --tlsv1.0 https://records.larkspur-clinic.com/ # bad: old-tls-version
curl --tlsv1.2 https://records.larkspur-clinic.com/ # good: old-tls-version
curl --ciphers RC4-SHA https://records.larkspur-clinic.com/ # bad: weak-cipher-suite
curl --ciphers ECDHE-RSA-AES256-GCM-SHA384 https://records.larkspur-clinic.com/ # good: weak-cipher-suite
openssl pkeyutl -encrypt -pubin -inkey public.pem -pkeyopt rsa_padding_mode:pkcs1 -in data # bad: rsa-without-oaep
openssl pkeyutl -encrypt -pubin -inkey public.pem -pkeyopt rsa_padding_mode:oaep -in data # good: rsa-without-oaep
ldapsearch -H ldap://directory.larkspur-clinic.com/ -b dc=clinic # bad: cleartext-protocol
ldapsearch -H ldaps://directory.larkspur-clinic.com/ -b dc=clinic # good: cleartext-protocol
storescu -aec PACS pacs.larkspur-clinic.com 104 image.dcm # bad: cleartext-protocol
storescu +tls key.pem cert.pem -aec PACS pacs.larkspur-clinic.com 2762 image.dcm # good: cleartext-protocol
psql "host=db.larkspur-clinic.com sslmode=disable" # bad: cleartext-protocol
psql "host=db.larkspur-clinic.com sslmode=verify-full" # good: cleartext-protocol
ssh -o StrictHostKeyChecking=no records@files.larkspur-clinic.com # bad: ssh-host-key-unchecked
ssh -o StrictHostKeyChecking=yes records@files.larkspur-clinic.com # good: ssh-host-key-unchecked
ssh-keygen -t dsa -f key # bad: weak-ssh-algorithm
ssh-keygen -t ed25519 -f key # good: weak-ssh-algorithm
ssh -c 3des-cbc files.larkspur-clinic.com # bad: weak-ssh-algorithm
aws rds create-db-instance --no-storage-encrypted --db-instance-identifier records # bad: unencrypted-storage
aws rds create-db-instance --storage-encrypted --db-instance-identifier records # good: unencrypted-storage
openssl req -new -x509 -sha1 -key key.pem -out cert.pem # bad: weak-hash
keytool -genkeypair -sigalg SHA1withRSA -keysize 3072 -keyalg RSA # bad: weak-signature
keytool -genkeypair -sigalg SHA256withRSA -keysize 3072 -keyalg RSA # good: weak-signature
printf %s "$SSN" | sha256sum # bad: hashed-identifier
printf %s "$SSN" | openssl dgst -sha256 -hmac "$KEY" # good: hashed-identifier
