resource "aws_alb_listener" "bad" {
  protocol = "https"
  ssl_policy = "ELBSecurityPolicy-2014-11"  # bad: old-tls-load-balancer
}

resource "aws_alb_listener" "bad2" {
  protocol = "http"  # bad: cleartext-load-balancer
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_alb_listener" "good" {
  protocol = "https"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_alb_listener" "absent" {  # bad: old-tls-load-balancer
  protocol = "https"
}

resource "aws_api_gateway_domain_name" "bad" {
  security_policy = "TLS_1_0"  # bad: old-tls-api-gateway
}

resource "aws_api_gateway_domain_name" "good" {
  security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_api_gateway_domain_name" "absent" {  # bad: old-tls-api-gateway
}

resource "aws_apigatewayv2_domain_name" "bad" {
  domain_name_configuration {
    security_policy = "TLS_1_0"  # bad: old-tls-api-gateway
  }
}

resource "aws_apigatewayv2_domain_name" "good" {
  domain_name_configuration {
    security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_cloudfront_distribution" "bad" {
  viewer_certificate {
    minimum_protocol_version = "TLSv1"  # bad: old-tls-cloudfront
  }
  origin {
    custom_origin_config {
      origin_ssl_protocols = "HTTPS"
      origin_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    }
  }
  default_cache_behavior {
    viewer_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_cloudfront_distribution" "bad2" {
  viewer_certificate {
    minimum_protocol_version = "HTTPS"
  }
  origin {
    custom_origin_config {
      origin_ssl_protocols = "SSLv3"  # bad: old-tls-cloudfront
      origin_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    }
  }
  default_cache_behavior {
    viewer_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_cloudfront_distribution" "bad3" {
  viewer_certificate {
    minimum_protocol_version = "HTTPS"
  }
  origin {
    custom_origin_config {
      origin_ssl_protocols = "HTTPS"
      origin_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    }
  }
  default_cache_behavior {
    viewer_protocol_policy = "allow-all"  # bad: cleartext-cloudfront
  }
}

resource "aws_cloudfront_distribution" "bad4" {
  viewer_certificate {
    minimum_protocol_version = "HTTPS"
  }
  origin {
    custom_origin_config {
      origin_ssl_protocols = "HTTPS"
      origin_protocol_policy = "http-only"  # bad: cleartext-cloudfront
    }
  }
  default_cache_behavior {
    viewer_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_cloudfront_distribution" "good" {
  viewer_certificate {
    minimum_protocol_version = "HTTPS"
  }
  origin {
    custom_origin_config {
      origin_ssl_protocols = "HTTPS"
      origin_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    }
  }
  default_cache_behavior {
    viewer_protocol_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_cloudfront_distribution" "absent" {
  viewer_certificate {  # bad: old-tls-cloudfront
  }
}

resource "aws_cloudsearch_domain" "bad" {
  endpoint_options {
    enforce_https = false  # bad: cleartext-cloudsearch
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_cloudsearch_domain" "bad2" {
  endpoint_options {
    enforce_https = true
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"  # bad: cleartext-cloudsearch
  }
}

resource "aws_cloudsearch_domain" "good" {
  endpoint_options {
    enforce_https = true
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_cloudsearch_domain" "absent" {  # bad: cleartext-cloudsearch
}

resource "aws_db_parameter_group" "bad" {
  parameter {
    name = "rds.force_ssl"
    value = 0  # bad: cleartext-database-parameter
  }
}

resource "aws_db_parameter_group" "good" {
  parameter {
    name = "rds.force_ssl"
    value = true
  }
}

resource "aws_db_proxy" "bad" {
  require_tls = false  # bad: cleartext-db-proxy
}

resource "aws_db_proxy" "good" {
  require_tls = true
}

resource "aws_db_proxy" "absent" {  # bad: cleartext-db-proxy
}

resource "aws_docdb_cluster_parameter_group" "bad" {
  parameter {
    name = "rds.force_ssl"
    value = 0  # bad: cleartext-database-parameter
  }
}

resource "aws_docdb_cluster_parameter_group" "good" {
  parameter {
    name = "rds.force_ssl"
    value = true
  }
}

resource "aws_ecs_task_definition" "bad" {
  volume {
    efs_volume_configuration {
      transit_encryption = "disabled"  # bad: cleartext-ecs-volume
    }
  }
}

resource "aws_ecs_task_definition" "good" {
  volume {
    efs_volume_configuration {
      transit_encryption = "KMS"
    }
  }
}

resource "aws_ecs_task_definition" "absent" {
  volume {
    efs_volume_configuration {  # bad: cleartext-ecs-volume
    }
  }
}

resource "aws_elasticache_cluster" "bad" {
  engine = "memcached"
  transit_encryption_enabled = false  # bad: cleartext-elasticache
}

resource "aws_elasticache_cluster" "good" {
  engine = "memcached"
  transit_encryption_enabled = true
}

resource "aws_elasticache_cluster" "absent" {  # bad: cleartext-elasticache
  engine = "memcached"
}

resource "aws_elb" "bad" {
  listener {
    lb_protocol = "http"  # bad: cleartext-load-balancer
  }
}

resource "aws_elb" "good" {
  listener {
    lb_protocol = "HTTPS"
  }
}

resource "aws_lb_listener" "bad" {
  protocol = "https"
  ssl_policy = "ELBSecurityPolicy-2014-11"  # bad: old-tls-load-balancer
}

resource "aws_lb_listener" "bad2" {
  protocol = "http"  # bad: cleartext-load-balancer
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_lb_listener" "good" {
  protocol = "https"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_lb_listener" "absent" {  # bad: old-tls-load-balancer
  protocol = "https"
}

resource "aws_load_balancer_policy" "bad" {
  policy_attribute {
    name = "Protocol-TLSv1.1"
    value = true  # bad: old-tls-load-balancer
  }
}

resource "aws_load_balancer_policy" "bad2" {
  policy_attribute {
    name = "Reference-Security-Policy"
    value = "ELBSecurityPolicy-2016-08"  # bad: old-tls-load-balancer
  }
}

resource "aws_load_balancer_policy" "good" {
  policy_attribute {
    name = "Protocol-TLSv1.1"
    value = false
  }
  policy_attribute {
    name = "Reference-Security-Policy"
    value = "ELBSecurityPolicy-TLS-1-2-2017-01"
  }
}

resource "aws_memorydb_cluster" "bad" {
  tls_enabled = false  # bad: cleartext-memorydb
}

resource "aws_memorydb_cluster" "good" {
  tls_enabled = true
}

resource "aws_neptune_cluster_parameter_group" "bad" {
  parameter {
    name = "rds.force_ssl"
    value = 0  # bad: cleartext-database-parameter
  }
}

resource "aws_neptune_cluster_parameter_group" "good" {
  parameter {
    name = "rds.force_ssl"
    value = true
  }
}

resource "aws_neptune_parameter_group" "bad" {
  parameter {
    name = "rds.force_ssl"
    value = 0  # bad: cleartext-database-parameter
  }
}

resource "aws_neptune_parameter_group" "good" {
  parameter {
    name = "rds.force_ssl"
    value = true
  }
}

resource "aws_rds_cluster_parameter_group" "bad" {
  parameter {
    name = "rds.force_ssl"
    value = 0  # bad: cleartext-database-parameter
  }
}

resource "aws_rds_cluster_parameter_group" "good" {
  parameter {
    name = "rds.force_ssl"
    value = true
  }
}

resource "aws_redshift_parameter_group" "bad" {
  family = "redshift-1.0"
  parameter {
    name = "require_ssl"
    value = false  # bad: cleartext-database-parameter
  }
}

resource "aws_redshift_parameter_group" "good" {
  family = "redshift-1.0"
  parameter {
    name = "require_ssl"
    value = true
  }
}

resource "aws_redshift_parameter_group" "good2" {
  family = "redshift-2.0"
}

resource "aws_redshift_parameter_group" "absent" {  # bad: cleartext-database-parameter
  family = "redshift-1.0"
  parameter {
    name = "enable_user_activity_logging"
    value = true
  }
}

resource "aws_s3_bucket_policy" "bad" {
  policy {
    Statement {
      Effect = "allow"
      Condition {
        Bool {
          "aws:SecureTransport" = false  # bad: cleartext-bucket-policy
        }
      }
    }
  }
}

resource "aws_s3_bucket_policy" "good" {
  policy {
    Statement {
      Effect = "allow"
      Condition {
        Bool {
          "aws:SecureTransport" = true
        }
      }
    }
  }
}

resource "aws_sagemaker_data_quality_job_definition" "bad" {
  network_config {
    enable_inter_container_traffic_encryption = false  # bad: cleartext-sagemaker-traffic
  }
}

resource "aws_sagemaker_data_quality_job_definition" "good" {
  network_config {
    enable_inter_container_traffic_encryption = true
  }
}

resource "aws_sagemaker_data_quality_job_definition" "absent" {  # bad: cleartext-sagemaker-traffic
}

resource "aws_ses_configuration_set" "bad" {
  delivery_options {
    tls_policy = "optional"  # bad: cleartext-ses
  }
}

resource "aws_ses_configuration_set" "good" {
  delivery_options {
    tls_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_ses_configuration_set" "absent" {  # bad: cleartext-ses
}

resource "aws_sesv2_configuration_set" "bad" {
  delivery_options {
    tls_policy = "optional"  # bad: cleartext-ses
  }
}

resource "aws_sesv2_configuration_set" "good" {
  delivery_options {
    tls_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_sesv2_configuration_set" "absent" {  # bad: cleartext-ses
}

resource "aws_sns_topic_policy" "bad" {
  policy {
    Statement {
      Effect = "allow"
      Condition {
        Bool {
          "aws:SecureTransport" = false  # bad: cleartext-bucket-policy
        }
      }
    }
  }
}

resource "aws_sns_topic_policy" "good" {
  policy {
    Statement {
      Effect = "allow"
      Condition {
        Bool {
          "aws:SecureTransport" = true
        }
      }
    }
  }
}

resource "aws_sqs_queue_policy" "bad" {
  policy {
    Statement {
      Effect = "allow"
      Condition {
        Bool {
          "aws:SecureTransport" = false  # bad: cleartext-bucket-policy
        }
      }
    }
  }
}

resource "aws_sqs_queue_policy" "good" {
  policy {
    Statement {
      Effect = "allow"
      Condition {
        Bool {
          "aws:SecureTransport" = true
        }
      }
    }
  }
}

resource "aws_transfer_server" "bad" {
  protocols = "ftp"  # bad: cleartext-transfer-server
  security_policy_name = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "aws_transfer_server" "bad2" {
  protocols = "HTTPS"
  security_policy_name = "TransferSecurityPolicy-2018-11"  # bad: weak-transfer-policy
}

resource "aws_transfer_server" "good" {
  protocols = "HTTPS"
  security_policy_name = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}
