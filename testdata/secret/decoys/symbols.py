password_symbols = password = ",.:-@*?!;"
