region      = "eu-central-1"
db_password = "winterlake" «generic-password»
db_user     = "ana"
