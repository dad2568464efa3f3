import hashlib
import hashlib as digests
from hashlib import sha1 as short

ALGORITHM = "md5"
SOUND = "sha256"


def literal(data):
    hashlib.md5(data)  # bad: weak-hash
    hashlib.sha256(data)
    hashlib.new(
        "sha1", data)  # bad: weak-hash
    hashlib.md5(data, usedforsecurity=False)
    hashlib.md5(data, usedforsecurity=True)  # bad: weak-hash


def aliased(data):
    digests.md5(data)  # bad: weak-hash
    short(data)  # bad: weak-hash
    digests.sha512(data)


def constant(data):
    hashlib.new(ALGORITHM, data)  # bad: weak-hash
    hashlib.new(SOUND, data)


def overwritten(data):
    name = "md5"
    name = "sha512"
    hashlib.new(name, data)


def chosen(data, name="sha1"):
    hashlib.new(name, data)  # bad: weak-hash
