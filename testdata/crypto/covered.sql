SELECT id FROM account WHERE hash = MD5(password); -- bad: weak-password-hash
SELECT id FROM account WHERE hash = crypt(word, hash); -- good: weak-password-hash
