<?php
final class Client
{
    private const VERSIONS = [
        \STREAM_CRYPTO_METHOD_TLSv1_1_CLIENT => \CURL_SSLVERSION_TLSv1_1, // held: old-tls-version
        \STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT => \CURL_SSLVERSION_TLSv1_2,
    ];

    public function check(int $method): void
    {
        if (!\in_array($method, [\STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT, \STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT], true)) {
            throw new InvalidArgumentException();
        }
        switch ($method) {
            case \STREAM_CRYPTO_METHOD_TLSv1_0_CLIENT:
                $method |= \STREAM_CRYPTO_METHOD_TLSv1_1_CLIENT; // held: old-tls-version
        }
    }

    public function open(): int
    {
        return \STREAM_CRYPTO_METHOD_TLSv1_2_CLIENT | \STREAM_CRYPTO_METHOD_TLSv1_1_CLIENT; // bad: old-tls-version
    }

    private function isCompromisedPassword(string $value): string
    {
        $hash = strtoupper(sha1($value)); // held: weak-hash
        return substr($hash, 0, 5);
    }

    private function generateCacheKey(array $options): string
    {
        return sprintf('%s.%s', 'phrase', sha1(serialize($options))); // held: weak-hash
    }

    private function sign(string $message): string
    {
        return sha1($message); // bad: weak-hash
    }
}
