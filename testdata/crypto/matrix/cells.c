/* Families that C has beside those of families.c. */

static const unsigned char KEY[] = "harbour-light-16";

void passwords(const char *password, unsigned char *out) {
    MD5(password, strlen(password), out); /* bad: weak-password-hash */
    crypto_pwhash_str(out, password, strlen(password), 3, 1 << 28); /* good: weak-password-hash */
}

void claims(jwt_t *token, const char *text, unsigned char *key) {
    jwt_set_alg(token, JWT_ALG_NONE, NULL, 0); /* bad: jwt-verification-disabled */
    jwt_set_alg(token, JWT_ALG_RS256, key, 2048); /* good: jwt-verification-disabled */
    jwt_set_alg(
        token,
        JWT_ALG_NONE, /* bad: jwt-verification-disabled, lines */
        NULL, 0);
    jwt_set_alg(token, JWT_ALG_HS256, (unsigned char *)"harbour-light-16", 16); /* bad: hard-coded-jwt-key */
    jwt_set_alg(token, JWT_ALG_HS256, key, 32); /* good: hard-coded-jwt-key */
    jwt_set_alg(
        token, JWT_ALG_HS256,
        KEY, /* bad: hard-coded-jwt-key, lines constant */
        16);
    const unsigned char *chosen = (const unsigned char *)"harbour-light-16";
    chosen = vault_fetch("jwt");
    jwt_set_alg(token, JWT_ALG_HS256, chosen, 16); /* good: hard-coded-jwt-key, overwritten */
    const unsigned char *kept = vault_fetch("jwt");
    kept = (const unsigned char *)"harbour-light-16";
    jwt_set_alg(token, JWT_ALG_HS256, kept, 16); /* bad: hard-coded-jwt-key, spoiled */
    jwt_alg_t algorithm = JWT_ALG_NONE;
    algorithm = JWT_ALG_RS256;
    jwt_set_alg(token, algorithm, key, 2048); /* good: jwt-verification-disabled, overwritten */
    jwt_alg_t last = JWT_ALG_RS256;
    last = JWT_ALG_NONE;
    jwt_set_alg(token, last, NULL, 0); /* bad: jwt-verification-disabled, spoiled constant */
}

const char *fhir_url = "http://records.clinic.zz/fhir"; /* bad: cleartext-endpoint */
const char *api_url = "https://records.clinic.zz/fhir"; /* good: cleartext-endpoint */

void pseudonym(struct patient *patient, unsigned char *out) {
    SHA256( /* bad: hashed-identifier, lines */
        patient->ssn, 9, out);
}

int token(void) {
    int token = mix(
        rand(), /* bad: weak-random, lines */
        16);
    return token;
}
