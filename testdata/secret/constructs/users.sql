CREATE USER ana IDENTIFIED BY 'v9Kq<>Tm4xLz7w'; «sql-identified-by»
ALTER USER ana WITH PASSWORD 'v9Kq<>Tm4xLz7w'; «sql-password»
CREATE USER ana IDENTIFIED BY '${PASSWORD}';
