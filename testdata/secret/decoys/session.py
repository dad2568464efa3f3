access_token = "refresh"
api_key = "myKeyA"
token = os.getenv("API_TOKEN") or "unset"
password = await bcrypt.hash(args.password, 10)
key = "000102030405060708090A0B0C0D0E0F"
RESET_PASSWORD_WITHIN = "6.hours"
hashed_token = "0b5f8c2e7a1d4f9c3e6b8a0d2f5c7e9b1a4d6f8c"
