resource "aws_backup_vault" "good" {
  kms_key_arn = "alias/records"
}

resource "aws_backup_vault" "absent" {  # bad: provider-managed-key
}

resource "aws_cloudtrail" "good" {
  kms_key_id = "alias/records"
}

resource "aws_cloudtrail" "absent" {  # bad: provider-managed-key
}

resource "aws_cloudwatch_log_group" "good" {
  kms_key_id = "alias/records"
}

resource "aws_cloudwatch_log_group" "absent" {  # bad: provider-managed-key
}

resource "aws_codeartifact_domain" "good" {
  encryption_key = "KMS"
}

resource "aws_codeartifact_domain" "absent" {  # bad: provider-managed-key
}

resource "aws_codepipeline" "good" {
  artifact_store {
    encryption_key = "KMS"
  }
}

resource "aws_codepipeline" "absent" {  # bad: provider-managed-key
}

resource "aws_dms_replication_instance" "good" {
  kms_key_arn = "alias/records"
}

resource "aws_dms_replication_instance" "absent" {  # bad: provider-managed-key
}

resource "aws_dynamodb_table" "bad" {
  server_side_encryption {
    enabled = false  # bad: provider-managed-key
  }
}

resource "aws_dynamodb_table" "good" {
  server_side_encryption {
    enabled = true
  }
}

resource "aws_dynamodb_table" "absent" {  # bad: provider-managed-key
}

resource "aws_ecr_repository" "good" {
  encryption_configuration {
    encryption_type = "KMS"
  }
}

resource "aws_ecr_repository" "absent" {  # bad: provider-managed-key
}

resource "aws_fsx_lustre_file_system" "good" {
  kms_key_id = "alias/records"
}

resource "aws_fsx_lustre_file_system" "absent" {  # bad: provider-managed-key
}

resource "aws_fsx_ontap_file_system" "good" {
  kms_key_id = "alias/records"
}

resource "aws_fsx_ontap_file_system" "absent" {  # bad: provider-managed-key
}

resource "aws_fsx_openzfs_file_system" "good" {
  kms_key_id = "alias/records"
}

resource "aws_fsx_openzfs_file_system" "absent" {  # bad: provider-managed-key
}

resource "aws_fsx_windows_file_system" "good" {
  kms_key_id = "alias/records"
}

resource "aws_fsx_windows_file_system" "absent" {  # bad: provider-managed-key
}

resource "aws_healthlake_fhir_datastore" "good" {
  sse_configuration = "alias/records"
}

resource "aws_healthlake_fhir_datastore" "absent" {  # bad: provider-managed-key
}

resource "aws_keyspaces_table" "good" {
  encryption_specification = "KMS"
}

resource "aws_keyspaces_table" "absent" {  # bad: provider-managed-key
}

resource "aws_kinesis_video_stream" "good" {
  kms_key_id = "alias/records"
}

resource "aws_kinesis_video_stream" "absent" {  # bad: provider-managed-key
}

resource "aws_kms_key" "bad" {
  enable_key_rotation = false  # bad: kms-key-without-rotation
}

resource "aws_kms_key" "good" {
  enable_key_rotation = true
}

resource "aws_kms_key" "absent" {  # bad: kms-key-without-rotation
}

resource "aws_lambda_function" "good" {
  environment {
    variables = "records"
  }
  kms_key_arn = "alias/records"
}

resource "aws_lambda_function" "absent" {  # bad: provider-managed-key
  environment {
    variables = "records"
  }
}

resource "aws_mq_broker" "good" {
  encryption_options {
    kms_key_id = "alias/records"
  }
}

resource "aws_mq_broker" "absent" {  # bad: provider-managed-key
}

resource "aws_qldb_ledger" "good" {
  kms_key = "alias/records"
}

resource "aws_qldb_ledger" "absent" {  # bad: provider-managed-key
}

resource "aws_redshiftserverless_namespace" "good" {
  kms_key_id = "alias/records"
}

resource "aws_redshiftserverless_namespace" "absent" {  # bad: provider-managed-key
}

resource "aws_sagemaker_domain" "good" {
  kms_key_id = "alias/records"
}

resource "aws_sagemaker_domain" "absent" {  # bad: provider-managed-key
}

resource "aws_secretsmanager_secret" "good" {
  kms_key_id = "alias/records"
}

resource "aws_secretsmanager_secret" "absent" {  # bad: provider-managed-key
}

resource "aws_timestreamwrite_database" "good" {
  kms_key_id = "alias/records"
}

resource "aws_timestreamwrite_database" "absent" {  # bad: provider-managed-key
}
