import os

import jwt
from jwt import encode as issue

KEY = "quiet-harbour-lamp-of-the-north"
ALGORITHM = "none"


def token(claims, text, public):
    jwt.encode(claims, KEY, algorithm="HS256")  # bad: hard-coded-jwt-key
    issue(
        claims,
        KEY,  # bad: hard-coded-jwt-key
        algorithm="HS256",
    )
    jwt.encode(claims, os.environ["JWT_KEY"], algorithm="HS256")
    check = False
    jwt.decode(text, public, options={"verify_signature": check})  # bad: jwt-verification-disabled
    jwt.decode(text, public, algorithms=[ALGORITHM])  # bad: jwt-verification-disabled
    jwt.decode(text, public, algorithms=["RS256"])
