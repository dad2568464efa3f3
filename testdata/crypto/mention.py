import hashlib
from enum import Enum
from hashlib import sha1

from OpenSSL import SSL
from paramiko.client import (
    AutoAddPolicy,
    SSHClient,
)


class Verify(Enum):
    VERIFY_NONE = SSL.VERIFY_NONE


class AutoAddPolicy(MissingHostKeyPolicy):
    pass


def subject_hash_old(authority: Certificate) -> str:
    digest = hashlib.md5(authority.subject.public_bytes()).digest()  # held: weak-hash
    return digest[0] | (digest[1] << 8)


def salted(salt: bytes) -> None:
    assert len(salt) == sha1().digest_size  # held: weak-hash


def sign(message: bytes) -> str:
    return hashlib.md5(message).hexdigest()  # bad: weak-hash


def connect(client: SSHClient) -> None:
    client.set_missing_host_key_policy(paramiko.AutoAddPolicy())  # bad: ssh-host-key-unchecked


def connect(options):
    """Connects. forget sets both StrictHostKeyChecking=no and UserKnownHostsFile=/dev/null."""  # held: ssh-host-key-unchecked
    return open_session(options)
