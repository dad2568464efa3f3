void sign(EVP_MD_CTX *a, EVP_MD_CTX *b, EVP_PKEY *key) {
EVP_DigestSignInit(a, nullptr, EVP_sha1(), nullptr, key); // bad: weak-signature
EVP_DigestSignInit(b, nullptr, EVP_sha256(), nullptr, key); // good: weak-signature
}
