# Families that Python has beside those of families.py.


async def shells(host):
    await asyncssh.connect(host, encryption_algs=["3des-cbc"])  # bad: weak-ssh-algorithm
    await asyncssh.connect(host, encryption_algs=["aes256-gcm@openssh.com"])  # good: weak-ssh-algorithm
    await asyncssh.connect(
        host,
        mac_algs=["hmac-md5"],  # bad: weak-ssh-algorithm, lines
    )
    await asyncssh.connect(host, encryption_algs=OLD)  # bad: weak-ssh-algorithm, constant
    chosen = ["3des-cbc"]
    chosen = ["aes256-gcm@openssh.com"]
    await asyncssh.connect(host, encryption_algs=chosen)  # good: weak-ssh-algorithm, overwritten
    kept = ["aes256-gcm@openssh.com"]
    kept = ["3des-cbc"]
    await asyncssh.connect(host, encryption_algs=kept)  # bad: weak-ssh-algorithm, spoiled


OLD = ["3des-cbc"]


def pseudonym(patient):
    return hashlib.sha256(  # bad: hashed-identifier, lines
        patient.ssn.encode(),
    ).hexdigest()


def token():
    token = str(
        random.getrandbits(128),  # bad: weak-random, lines
    )
    return token


def cookies(response, value):
    response.set_cookie(  # bad: cookie-without-httponly, lines
        "session", value, httponly=False
    )

def names(context):
    context.check_hostname = (
        False  # bad: hostname-check-disabled, lines
    )
