DEBUG = False
SECRET_KEY = 'k7v!2q9x<>#m4t8z$w1r5p6n0b3c7d9f2g4h6j8k=x3v9q0t_5z2' «django-secret-key»
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "PASSWORD": "winterlake", «generic-password»
        "HOST": os.environ["DB_HOST"],
    },
    "replica": {"PASSWORD": os.environ["DB_PASSWORD"]},
}
AUTH_PASSWORD_VALIDATORS = [{"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"}]
