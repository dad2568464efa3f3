resource "aws_ami" "bad" {
  ebs_block_device {
    encrypted = false  # bad: unencrypted-block-device
  }
}

resource "aws_ami" "good" {
  ebs_block_device {
    encrypted = true
  }
}

resource "aws_ami" "absent" {
  ebs_block_device {  # bad: unencrypted-block-device
  }
}

resource "aws_ami_copy" "bad" {
  encrypted = false  # bad: unencrypted-ami-copy
}

resource "aws_ami_copy" "good" {
  encrypted = true
}

resource "aws_ami_copy" "absent" {  # bad: unencrypted-ami-copy
}

resource "aws_api_gateway_method_settings" "bad" {
  settings {
    caching_enabled = true
    cache_data_encrypted = false  # bad: unencrypted-api-cache
  }
}

resource "aws_api_gateway_method_settings" "good" {
  settings {
    caching_enabled = true
    cache_data_encrypted = true
  }
}

resource "aws_api_gateway_method_settings" "absent" {  # bad: unencrypted-api-cache
  settings {
    caching_enabled = true
  }
}

resource "aws_appsync_api_cache" "bad" {
  at_rest_encryption_enabled = false  # bad: unencrypted-appsync-cache
  transit_encryption_enabled = true
}

resource "aws_appsync_api_cache" "bad2" {
  at_rest_encryption_enabled = true
  transit_encryption_enabled = false  # bad: cleartext-appsync-cache
}

resource "aws_appsync_api_cache" "good" {
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
}

resource "aws_appsync_api_cache" "absent" {  # bad: cleartext-appsync-cache, unencrypted-appsync-cache
}

resource "aws_athena_database" "good" {
  encryption_configuration {
    encryption_option = "KMS"
  }
}

resource "aws_athena_database" "absent" {  # bad: unencrypted-athena-results
}

resource "aws_athena_workgroup" "good" {
  configuration {
    result_configuration {
      encryption_configuration {
        encryption_option = "KMS"
      }
    }
  }
}

resource "aws_athena_workgroup" "absent" {  # bad: unencrypted-athena-results
}

resource "aws_codebuild_project" "bad" {
  secondary_artifacts {
    encryption_disabled = true  # bad: unencrypted-build-artifacts
  }
  artifacts {
    encryption_disabled = false
  }
  encryption_key = "KMS"
}

resource "aws_codebuild_project" "bad2" {
  secondary_artifacts {
    encryption_disabled = false
  }
  artifacts {
    encryption_disabled = true  # bad: unencrypted-build-artifacts
  }
  encryption_key = "KMS"
}

resource "aws_codebuild_project" "good" {
  secondary_artifacts {
    encryption_disabled = false
  }
  artifacts {
    encryption_disabled = false
  }
  encryption_key = "KMS"
}

resource "aws_codebuild_project" "absent" {  # bad: provider-managed-key
}

resource "aws_dax_cluster" "bad" {
  server_side_encryption {
    enabled = false  # bad: unencrypted-dax
  }
  cluster_endpoint_encryption_type = "KMS"
}

resource "aws_dax_cluster" "bad2" {
  server_side_encryption {
    enabled = true
  }
  cluster_endpoint_encryption_type = "none"  # bad: cleartext-cloudsearch
}

resource "aws_dax_cluster" "good" {
  server_side_encryption {
    enabled = true
  }
  cluster_endpoint_encryption_type = "KMS"
}

resource "aws_dax_cluster" "absent" {  # bad: cleartext-cloudsearch, unencrypted-dax
}

resource "aws_db_cluster_snapshot" "bad" {
  storage_encrypted = false  # bad: unencrypted-neptune-snapshot
}

resource "aws_db_cluster_snapshot" "good" {
  storage_encrypted = true
}

resource "aws_db_instance" "bad" {
  storage_encrypted = false  # bad: unencrypted-rds
}

resource "aws_db_instance" "good" {
  storage_encrypted = true
}

resource "aws_db_instance" "absent" {  # bad: unencrypted-rds
}

resource "aws_dlm_lifecycle_policy" "bad" {
  policy_details {
    action {
      cross_region_copy {
        encryption_configuration {
          encrypted = false  # bad: unencrypted-aws-output
        }
      }
    }
    schedule {
      cross_region_copy_rule {
        encrypted = true
      }
    }
  }
}

resource "aws_dlm_lifecycle_policy" "bad2" {
  policy_details {
    action {
      cross_region_copy {
        encryption_configuration {
          encrypted = true
        }
      }
    }
    schedule {
      cross_region_copy_rule {
        encrypted = false  # bad: unencrypted-aws-output
      }
    }
  }
}

resource "aws_dlm_lifecycle_policy" "good" {
  policy_details {
    action {
      cross_region_copy {
        encryption_configuration {
          encrypted = true
        }
      }
    }
    schedule {
      cross_region_copy_rule {
        encrypted = true
      }
    }
  }
}

resource "aws_dlm_lifecycle_policy" "absent" {
  policy_details {
    action {
      cross_region_copy {
        encryption_configuration {  # bad: unencrypted-aws-output
        }
      }
    }
    schedule {
      cross_region_copy_rule {
      }
    }
  }
}

resource "aws_dms_endpoint" "bad" {
  ssl_mode = "none"  # bad: cleartext-dms-endpoint
}

resource "aws_dms_endpoint" "good" {
  ssl_mode = "SSE-KMS"
}

resource "aws_dms_endpoint" "absent" {  # bad: cleartext-dms-endpoint
}

resource "aws_docdb_cluster" "bad" {
  storage_encrypted = false  # bad: unencrypted-docdb
}

resource "aws_docdb_cluster" "good" {
  storage_encrypted = true
}

resource "aws_docdb_cluster" "absent" {  # bad: unencrypted-docdb
}

resource "aws_docdb_global_cluster" "bad" {
  storage_encrypted = false  # bad: unencrypted-docdb
}

resource "aws_docdb_global_cluster" "good" {
  storage_encrypted = true
}

resource "aws_docdb_global_cluster" "absent" {  # bad: unencrypted-docdb
}

resource "aws_ebs_encryption_by_default" "bad" {
  enabled = false  # bad: unencrypted-ebs-default
}

resource "aws_ebs_encryption_by_default" "good" {
  enabled = true
}

resource "aws_ebs_snapshot_copy" "bad" {
  encrypted = false  # bad: unencrypted-snapshot-copy
}

resource "aws_ebs_snapshot_copy" "good" {
  encrypted = true
}

resource "aws_ebs_snapshot_copy" "absent" {  # bad: unencrypted-snapshot-copy
}

resource "aws_ebs_volume" "bad" {
  encrypted = false  # bad: unencrypted-ebs
}

resource "aws_ebs_volume" "good" {
  encrypted = true
}

resource "aws_ebs_volume" "absent" {  # bad: unencrypted-ebs
}

resource "aws_ecs_cluster" "bad" {
  configuration {
    execute_command_configuration {
      log_configuration {
        cloud_watch_encryption_enabled = false  # bad: unencrypted-aws-output
      }
    }
  }
}

resource "aws_ecs_cluster" "good" {
  configuration {
    execute_command_configuration {
      log_configuration {
        cloud_watch_encryption_enabled = true
      }
    }
  }
}

resource "aws_efs_file_system" "bad" {
  encrypted = false  # bad: unencrypted-efs
}

resource "aws_efs_file_system" "good" {
  encrypted = true
}

resource "aws_efs_file_system" "absent" {  # bad: unencrypted-efs
}

resource "aws_eks_cluster" "good" {
  version = "1.11"
  encryption_config {
    resources = "alias/records"
  }
}

resource "aws_eks_cluster" "absent" {  # bad: unencrypted-eks-secrets
  version = "1.11"
}

resource "aws_elasticache_replication_group" "bad" {
  at_rest_encryption_enabled = false  # bad: unencrypted-elasticache
  transit_encryption_enabled = true
}

resource "aws_elasticache_replication_group" "bad2" {
  at_rest_encryption_enabled = true
  transit_encryption_enabled = false  # bad: cleartext-elasticache
}

resource "aws_elasticache_replication_group" "good" {
  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
}

resource "aws_elasticache_replication_group" "absent" {  # bad: cleartext-elasticache, unencrypted-elasticache
}

resource "aws_elasticsearch_domain" "bad" {
  encrypt_at_rest {
    enabled = false  # bad: unencrypted-opensearch
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_elasticsearch_domain" "bad2" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = false  # bad: cleartext-opensearch-nodes
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_elasticsearch_domain" "bad3" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = false  # bad: cleartext-opensearch
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_elasticsearch_domain" "bad4" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"  # bad: old-tls-opensearch
  }
}

resource "aws_elasticsearch_domain" "good" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_elasticsearch_domain" "absent" {  # bad: cleartext-opensearch, cleartext-opensearch-nodes, old-tls-opensearch, unencrypted-opensearch
}

resource "aws_emr_security_configuration" "bad" {
  configuration {
    encryptionconfiguration {
      enableatrestencryption = false  # bad: unencrypted-emr
    }
  }
}

resource "aws_emr_security_configuration" "good" {
  configuration {
    encryptionconfiguration {
      enableatrestencryption = true
    }
  }
}

resource "aws_glue_data_catalog_encryption_settings" "bad" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = false  # bad: unencrypted-glue
    }
    encryption_at_rest {
      catalog_encryption_mode = "SSE-KMS"
    }
  }
}

resource "aws_glue_data_catalog_encryption_settings" "bad2" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = true
    }
    encryption_at_rest {
      catalog_encryption_mode = "disabled"  # bad: unencrypted-glue
    }
  }
}

resource "aws_glue_data_catalog_encryption_settings" "good" {
  data_catalog_encryption_settings {
    connection_password_encryption {
      return_connection_password_encrypted = true
    }
    encryption_at_rest {
      catalog_encryption_mode = "SSE-KMS"
    }
  }
}

resource "aws_glue_security_configuration" "bad" {
  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "disabled"  # bad: unencrypted-glue
    }
  }
}

resource "aws_glue_security_configuration" "good" {
  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
    }
  }
}

resource "aws_imagebuilder_image_recipe" "bad" {
  block_device_mapping {
    ebs {
      encrypted = false  # bad: unencrypted-aws-output
    }
  }
}

resource "aws_imagebuilder_image_recipe" "good" {
  block_device_mapping {
    ebs {
      encrypted = true
    }
  }
}

resource "aws_imagebuilder_image_recipe" "absent" {
  block_device_mapping {
    ebs {  # bad: unencrypted-aws-output
    }
  }
}

resource "aws_instance" "bad" {
  root_block_device {
    encrypted = false  # bad: unencrypted-root-volume
  }
  ebs_block_device {
    encrypted = true
  }
}

resource "aws_instance" "bad2" {
  root_block_device {
    encrypted = true
  }
  ebs_block_device {
    encrypted = false  # bad: unencrypted-block-device
  }
}

resource "aws_instance" "good" {
  root_block_device {
    encrypted = true
  }
  ebs_block_device {
    encrypted = true
  }
}

resource "aws_instance" "absent" {  # bad: root-volume-without-encryption
}

resource "aws_instance" "absent2" {
  root_block_device {  # bad: unencrypted-root-volume
  }
  ebs_block_device {  # bad: unencrypted-block-device
  }
}

resource "aws_kinesis_firehose_delivery_stream" "bad" {
  server_side_encryption {
    enabled = false  # bad: unencrypted-firehose
  }
}

resource "aws_kinesis_firehose_delivery_stream" "good" {
  server_side_encryption {
    enabled = true
  }
}

resource "aws_kinesis_firehose_delivery_stream" "absent" {  # bad: unencrypted-firehose
}

resource "aws_kinesis_stream" "bad" {
  encryption_type = "none"  # bad: unencrypted-kinesis
}

resource "aws_kinesis_stream" "good" {
  encryption_type = "KMS"
}

resource "aws_kinesis_stream" "absent" {  # bad: unencrypted-kinesis
}

resource "aws_launch_configuration" "bad" {
  root_block_device {
    encrypted = false  # bad: unencrypted-root-volume
  }
  ebs_block_device {
    encrypted = true
  }
}

resource "aws_launch_configuration" "bad2" {
  root_block_device {
    encrypted = true
  }
  ebs_block_device {
    encrypted = false  # bad: unencrypted-block-device
  }
}

resource "aws_launch_configuration" "good" {
  root_block_device {
    encrypted = true
  }
  ebs_block_device {
    encrypted = true
  }
}

resource "aws_launch_configuration" "absent" {  # bad: root-volume-without-encryption
}

resource "aws_launch_configuration" "absent2" {
  root_block_device {  # bad: unencrypted-root-volume
  }
  ebs_block_device {  # bad: unencrypted-block-device
  }
}

resource "aws_launch_template" "bad" {
  block_device_mappings {
    ebs {
      encrypted = false  # bad: unencrypted-template-volume
    }
  }
}

resource "aws_launch_template" "good" {
  block_device_mappings {
    ebs {
      encrypted = true
    }
  }
}

resource "aws_msk_cluster" "bad" {
  encryption_info {
    encryption_in_transit {
      in_cluster = false  # bad: cleartext-msk-brokers
      client_broker = true
    }
  }
}

resource "aws_msk_cluster" "bad2" {
  encryption_info {
    encryption_in_transit {
      in_cluster = true
      client_broker = "plaintext"  # bad: cleartext-msk
    }
  }
}

resource "aws_msk_cluster" "good" {
  encryption_info {
    encryption_in_transit {
      in_cluster = true
      client_broker = true
    }
  }
}

resource "aws_neptune_cluster" "bad" {
  storage_encrypted = false  # bad: unencrypted-neptune
}

resource "aws_neptune_cluster" "good" {
  storage_encrypted = true
}

resource "aws_neptune_cluster" "absent" {  # bad: unencrypted-neptune
}

resource "aws_neptune_cluster_snapshot" "bad" {
  storage_encrypted = false  # bad: unencrypted-neptune-snapshot
}

resource "aws_neptune_cluster_snapshot" "good" {
  storage_encrypted = true
}

resource "aws_opensearch_domain" "bad" {
  encrypt_at_rest {
    enabled = false  # bad: unencrypted-opensearch
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_opensearch_domain" "bad2" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = false  # bad: cleartext-opensearch-nodes
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_opensearch_domain" "bad3" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = false  # bad: cleartext-opensearch
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_opensearch_domain" "bad4" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "Policy-Min-TLS-1-0-2019-07"  # bad: old-tls-opensearch
  }
}

resource "aws_opensearch_domain" "good" {
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https = true
    tls_security_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  }
}

resource "aws_opensearch_domain" "absent" {  # bad: cleartext-opensearch, cleartext-opensearch-nodes, old-tls-opensearch, unencrypted-opensearch
}

resource "aws_rds_cluster" "bad" {
  storage_encrypted = false  # bad: unencrypted-rds-cluster
  engine = "mysql"
}

resource "aws_rds_cluster" "good" {
  storage_encrypted = true
  engine = "mysql"
}

resource "aws_rds_cluster" "absent" {  # bad: unencrypted-rds-cluster
  engine = "mysql"
}

resource "aws_rds_global_cluster" "bad" {
  storage_encrypted = false  # bad: unencrypted-rds-cluster
}

resource "aws_rds_global_cluster" "good" {
  storage_encrypted = true
}

resource "aws_redshift_cluster" "bad" {
  encrypted = false  # bad: unencrypted-redshift
}

resource "aws_redshift_cluster" "good" {
  encrypted = true
}

resource "aws_redshift_cluster" "absent" {  # bad: unencrypted-redshift
}

resource "aws_s3_bucket" "bad" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "none"  # bad: unencrypted-bucket
      }
    }
  }
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

resource "aws_s3_bucket" "bad2" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = true
      }
    }
  }
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

resource "aws_s3_bucket" "good" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = true
      }
    }
  }
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

resource "aws_s3_bucket_server_side_encryption_configuration" "bad" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = "none"  # bad: unencrypted-bucket
      }
    }
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "good" {
  server_side_encryption_configuration {
    rule {
      apply_server_side_encryption_by_default {
        sse_algorithm = true
      }
    }
  }
}

resource "aws_sagemaker_endpoint_configuration" "good" {
  kms_key_arn = "alias/records"
}

resource "aws_sagemaker_endpoint_configuration" "absent" {  # bad: unencrypted-sagemaker
}

resource "aws_sagemaker_notebook_instance" "good" {
  kms_key_id = "alias/records"
}

resource "aws_sagemaker_notebook_instance" "absent" {  # bad: unencrypted-sagemaker
}

resource "aws_sns_topic" "bad" {
  kms_master_key_id = ""  # bad: unencrypted-sns
}

resource "aws_sns_topic" "good" {
  kms_master_key_id = true
}

resource "aws_sns_topic" "absent" {  # bad: unencrypted-sns
}

resource "aws_spot_instance_request" "bad" {
  ebs_block_device {
    encrypted = false  # bad: unencrypted-block-device
  }
}

resource "aws_spot_instance_request" "good" {
  ebs_block_device {
    encrypted = true
  }
}

resource "aws_spot_instance_request" "absent" {
  ebs_block_device {  # bad: unencrypted-block-device
  }
}

resource "aws_sqs_queue" "bad" {
  sqs_managed_sse_enabled = false  # bad: unencrypted-sqs
}

resource "aws_sqs_queue" "good" {
  sqs_managed_sse_enabled = true
}

resource "aws_ssm_document" "bad" {
  content = {
    inputs {
      s3encryptionenabled = false  # bad: unencrypted-aws-output
    }
  }
}

resource "aws_ssm_document" "good" {
  content = {
    inputs {
      s3encryptionenabled = true
    }
  }
}

resource "aws_ssm_parameter" "bad" {
  name = "password"
  type = "string"  # bad: unencrypted-ssm-parameter
}

resource "aws_ssm_parameter" "good" {
  name = "password"
  type = "KMS"
}

resource "aws_workspaces_workspace" "bad" {
  root_volume_encryption_enabled = false  # bad: unencrypted-workspace-volume
  user_volume_encryption_enabled = true
}

resource "aws_workspaces_workspace" "bad2" {
  root_volume_encryption_enabled = true
  user_volume_encryption_enabled = false  # bad: unencrypted-workspace-user-volume
}

resource "aws_workspaces_workspace" "good" {
  root_volume_encryption_enabled = true
  user_volume_encryption_enabled = true
}

resource "aws_workspaces_workspace" "absent" {  # bad: unencrypted-workspace-user-volume, unencrypted-workspace-volume
}
