export WARD_PASSWORD=v9Kq<>Tm4xLz7w «generic-password»
mysql -u ana -pv9Kq<>Tm4xLz7w ehr «command-line-password»
openssl rsa -in ward.pem -passin pass:v9Kq<>Tm4xLz7w -out ward.key «command-line-password»
sshpass -p v9Kq<>Tm4xLz7w ssh ana@ward «command-line-password»
wardctl login --password v9Kq<>Tm4xLz7w «generic-password»
wardctl login --password "$PASSWORD"
docker run -e DB_PASSWORD=n7Vx-<>Qe2p ward «generic-password»
