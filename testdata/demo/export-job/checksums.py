"""Cache keys and file checksums: nothing here protects anything."""

import hashlib
import hmac
import secrets

# SHA-256 of "abc", FIPS 180-4.
SELF_TEST_DIGEST = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def cache_key(query: str) -> str:
    return hashlib.md5(query.encode(), usedforsecurity=False).hexdigest()


def file_checksum(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def run_token() -> str:
    return secrets.token_urlsafe(32)


def same(left: bytes, right: bytes) -> bool:
    return hmac.compare_digest(left, right)


assert hashlib.sha256(b"abc").hexdigest() == SELF_TEST_DIGEST
