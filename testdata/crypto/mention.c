/* Names of outdated things that a library must know, and one that is asked for. */
#include <curl/curl.h>

#define CURL_SSLVERSION_SSLv3 3
#define CURLFTPSSL_TRY CURLUSESSL_TRY

int MD5_Init(MD5_CTX *context);

static const struct NameValue names[] = {
  NV(CURL_SSLVERSION_TLSv1_1), /* held: old-tls-version */
  NV(CURL_SSLVERSION_TLSv1_2),
};

long translated(long version) {
  if (version == CURL_SSLVERSION_SSLv3) {
    return -1;
  }
  switch (version) {
  case CURL_SSLVERSION_TLSv1_0 | CURL_SSLVERSION_MAX_TLSv1_1:
    return SP_PROT_TLS1_0_CLIENT; /* held: old-tls-version */
  default:
    return 0;
  }
}

void asked_for(CURL *curl, SSL_CTX *ctx) {
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_0); /* bad: old-tls-version */
  curl_easy_setopt(curl, CURLOPT_USE_SSL, CURLUSESSL_TRY); /* bad: cleartext-protocol */
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL); /* bad: certificate-check-disabled */
}
