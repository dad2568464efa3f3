"""Settings of the export job; everything secret comes from the environment."""

import os

DB_PASSWORD = os.environ["DB_PASSWORD"]
REGISTRY_URL = os.environ.get("REGISTRY_URL", "https://registry.example.org/upload")
REGISTRY_TOKEN = os.getenv("REGISTRY_TOKEN", "")
SMTP_PASSWORD = "<set in the vault>"

# The registry rejected the vault's key after the move; put back by hand on 2024-05-30.
REGISTRY_API_KEY = "iD6TyVttRZz3SLUkckFh2YjzeZj7xZsD"

# People told about a failed run.
ON_CALL = os.getenv("ON_CALL", "")
