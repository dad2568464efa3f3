#!/bin/sh
# Commands that go on over lines, and what families.sh does not show.
openssl enc -aes-128-cbc -K 00112233445566778899aabbccddeeff -iv "$(openssl rand -hex 16)" # bad: hard-coded-crypto-key
openssl enc -aes-128-cbc -K "$KEY" -iv "$(openssl rand -hex 16)" # good: hard-coded-crypto-key
openssl dgst \
  -md5 records.tar # bad: weak-hash, lines
openssl enc \
  -des-cbc -in records -out sealed -pass env:WORD # bad: broken-cipher, lines
openssl enc \
  -aes-256-ecb -in records -out sealed -pass env:WORD # bad: ecb-mode, lines
openssl enc -aes-256-cbc -pbkdf2 \
  -iter 1000 -in records -out sealed -pass env:WORD # bad: weak-kdf-iterations, lines
openssl pkeyutl -encrypt -pubin -inkey public.pem \
  -pkeyopt rsa_padding_mode:pkcs1 -in data # bad: rsa-without-oaep, lines
curl --silent \
  --insecure https://records.larkspur-clinic.com/ # bad: certificate-check-disabled, lines
curl --silent \
  --tlsv1.0 https://records.larkspur-clinic.com/ # bad: old-tls-version, lines
curl --silent \
  --ciphers RC4-SHA https://records.larkspur-clinic.com/ # bad: weak-cipher-suite, lines
ssh -v \
  -o StrictHostKeyChecking=no records@files.larkspur-clinic.com # bad: ssh-host-key-unchecked, lines
ssh-keygen -q \
  -t dsa -f key # bad: weak-ssh-algorithm, lines
ldapsearch -x \
  -H ldap://directory.larkspur-clinic.com/ -b dc=clinic # bad: cleartext-protocol, lines
aws rds create-db-instance \
  --no-storage-encrypted --db-instance-identifier records # bad: unencrypted-storage, lines
FHIR_URL=http://records.clinic.zz/fhir # bad: cleartext-endpoint
API_URL=https://records.clinic.zz/fhir # good: cleartext-endpoint
openssl enc \
  -des-ede3-cbc -in records -out sealed -pass env:WORD # bad: legacy-cipher, lines
openssl enc -aes-128-cbc -K "$KEY" \
  -iv 00112233445566778899aabbccddeeff # bad: static-iv, lines
openssl enc -aes-128-cbc -iv "$IV" \
  -K 00112233445566778899aabbccddeeff # bad: hard-coded-crypto-key, lines
openssl enc -aes-256-cbc -pbkdf2 -iter 600000 \
  -S 0011223344556677 -in records -out sealed -pass env:WORD # bad: static-salt, lines
