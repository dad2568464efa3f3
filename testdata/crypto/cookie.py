SECURE = False


def answer(response, value):
    response.set_cookie("session", value, secure=SECURE)  # bad: insecure-cookie
    response.set_cookie(  # bad: insecure-cookie
        "session",
        value,
        secure=False,
    )
    response.set_cookie("session", value, secure=True, httponly=True)
