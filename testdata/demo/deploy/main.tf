terraform {
  required_version = ">= 1.7"
}

variable "registry_password" {
  description = "Password of the registry account, from the vault."
  type        = string
  sensitive   = true
}

resource "random_password" "redis" {
  length = 32
}

resource "aws_db_instance" "intake" {
  identifier          = "larkspur-intake"
  engine              = "postgres"
  instance_class      = "db.t4g.small"
  allocated_storage   = 40
  username            = "intake_owner"
  password            = "r88Yul-GvF597-Ru0T"
  storage_encrypted   = true
  publicly_accessible = false
}

resource "aws_elasticache_replication_group" "sessions" {
  replication_group_id       = "larkspur-sessions"
  description                = "Front-desk sessions"
  auth_token                 = random_password.redis.result
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
}

resource "aws_lb_listener" "intake" {
  load_balancer_arn = var.load_balancer_arn
  port              = 443
  protocol          = "HTTPS"
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

variable "load_balancer_arn" {
  type = string
}
