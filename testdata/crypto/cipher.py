from Crypto.Cipher import AES

MODE = AES.MODE_ECB


def literal(key, nonce):
    AES.new(key, AES.MODE_ECB)  # bad: ecb-mode
    AES.new(key, MODE)  # bad: ecb-mode
    AES.new(key, AES.MODE_GCM, nonce=nonce)
