INSERT INTO `users` (`id`, `login`, `password`, `mail`) VALUES
(1, 'ana', '$2y$10$q8Zt4xLzKq9vTm4xLz7wRuRt9Zb4LwPd5Ys8Vn1CKq9vTm4xLz7wa', 'ana@larkspur.zz'); «password-hash»
CREATE USER 'bo'@'localhost' IDENTIFIED BY 'winterlake'; «sql-identified-by»
CREATE USER 'cy'@'localhost' IDENTIFIED BY '${DB_PASSWORD}';
