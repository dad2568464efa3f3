#define VERIFY 0

void fetch(CURL *handle)
{
	curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, VERIFY); // bad: certificate-check-disabled
	curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
}
