resource "aws_rds_global_cluster" "silent" {
  name = "records"
}

resource "aws_ebs_encryption_by_default" "silent" {
  name = "records"
}

resource "aws_launch_template" "silent" {
  name = "records"
}

resource "aws_db_cluster_snapshot" "silent" {
  name = "records"
}

resource "aws_neptune_cluster_snapshot" "silent" {
  name = "records"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "silent" {
  name = "records"
}

resource "aws_emr_security_configuration" "silent" {
  name = "records"
}

resource "aws_glue_data_catalog_encryption_settings" "silent" {
  name = "records"
}

resource "aws_glue_security_configuration" "silent" {
  name = "records"
}

resource "aws_ssm_parameter" "silent" {
  name = "records"
}

resource "aws_ecs_cluster" "silent" {
  name = "records"
}

resource "aws_ssm_document" "silent" {
  name = "records"
}

resource "aws_memorydb_cluster" "silent" {
  name = "records"
}

resource "aws_load_balancer_policy" "silent" {
  name = "records"
}

resource "aws_alb_listener" "silent" {
  name = "records"
}

resource "aws_elb" "silent" {
  name = "records"
}

resource "aws_lb_listener" "silent" {
  name = "records"
}

resource "aws_apigatewayv2_domain_name" "silent" {
  name = "records"
}

resource "aws_db_parameter_group" "silent" {
  name = "records"
}

resource "aws_docdb_cluster_parameter_group" "silent" {
  name = "records"
}

resource "aws_neptune_cluster_parameter_group" "silent" {
  name = "records"
}

resource "aws_neptune_parameter_group" "silent" {
  name = "records"
}

resource "aws_rds_cluster_parameter_group" "silent" {
  name = "records"
}

resource "aws_s3_bucket" "silent" {
  name = "records"
}

resource "aws_s3_bucket_policy" "silent" {
  name = "records"
}

resource "aws_sns_topic_policy" "silent" {
  name = "records"
}

resource "aws_sqs_queue_policy" "silent" {
  name = "records"
}

resource "azurerm_cdn_endpoint_custom_domain" "silent" {
  name = "records"
}

resource "azurerm_cdn_frontdoor_custom_domain" "silent" {
  name = "records"
}

resource "azurerm_cosmosdb_account" "silent" {
  name = "records"
}

resource "azurerm_eventgrid_domain" "silent" {
  name = "records"
}

resource "azurerm_eventgrid_topic" "silent" {
  name = "records"
}

resource "azurerm_eventhub_namespace" "silent" {
  name = "records"
}

resource "azurerm_iothub" "silent" {
  name = "records"
}

resource "azurerm_mariadb_server" "silent" {
  name = "records"
}

resource "azurerm_mssql_managed_instance" "silent" {
  name = "records"
}

resource "azurerm_mssql_server" "silent" {
  name = "records"
}

resource "azurerm_servicebus_namespace" "silent" {
  name = "records"
}

resource "azurerm_sql_server" "silent" {
  name = "records"
}

resource "azurerm_managed_redis" "silent" {
  name = "records"
}

resource "azurerm_mysql_configuration" "silent" {
  name = "records"
}

resource "azurerm_mysql_flexible_server_configuration" "silent" {
  name = "records"
}

resource "azurerm_postgresql_flexible_server_configuration" "silent" {
  name = "records"
}

resource "azurerm_redis_enterprise_database" "silent" {
  name = "records"
}

resource "azurerm_api_management_api" "silent" {
  name = "records"
}

resource "azurerm_api_management_backend" "silent" {
  name = "records"
}

resource "azurerm_application_gateway" "silent" {
  name = "records"
}

resource "azurerm_cdn_endpoint" "silent" {
  name = "records"
}

resource "azurerm_cdn_frontdoor_route" "silent" {
  name = "records"
}

resource "azurerm_container_registry_webhook" "silent" {
  name = "records"
}

resource "azurerm_frontdoor" "silent" {
  name = "records"
}

resource "azurerm_spring_cloud_app" "silent" {
  name = "records"
}

resource "azurerm_api_management" "silent" {
  name = "records"
}

resource "azurerm_automation_variable_bool" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_automation_variable_datetime" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_automation_variable_int" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_automation_variable_string" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_data_lake_store" "silent" {
  name = "records"
}

resource "azurerm_hdinsight_hadoop_cluster" "silent" {
  name = "records"
}

resource "azurerm_hdinsight_kafka_cluster" "silent" {
  name = "records"
}

resource "azurerm_kusto_cluster" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_linux_virtual_machine" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_linux_virtual_machine_scale_set" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_mssql_database" "silent" {
  name = "records"
}

resource "azurerm_snapshot" "silent" {
  name = "records"
}

resource "azurerm_sql_database" "silent" {
  name = "records"
}

resource "azurerm_windows_virtual_machine" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_windows_virtual_machine_scale_set" "silent" {  # bad: unencrypted-azure-host
  name = "records"
}

resource "azurerm_key_vault_certificate" "silent" {
  name = "records"
}

resource "azurerm_key_vault_key" "silent" {
  name = "records"
}

resource "tls_private_key" "silent" {
  name = "records"
}

resource "alicloud_ecs_launch_template" "silent" {
  name = "records"
}

resource "alicloud_instance" "silent" {
  name = "records"
}

resource "alicloud_launch_template" "silent" {
  name = "records"
}

resource "alicloud_nas_file_system" "silent" {
  name = "records"
}

resource "huaweicloud_evs_volume" "silent" {
  name = "records"
}

resource "huaweicloud_sfs_turbo" "silent" {
  name = "records"
}

resource "ncloud_launch_configuration" "silent" {
  name = "records"
}

resource "ncloud_server" "silent" {
  name = "records"
}

resource "alicloud_api_gateway_api" "silent" {
  name = "records"
}

resource "alicloud_slb_listener" "silent" {
  name = "records"
}

resource "cloudflare_zone_settings_override" "silent" {
  name = "records"
}

resource "digitalocean_loadbalancer" "silent" {
  name = "records"
}

resource "github_organization_webhook" "silent" {
  name = "records"
}

resource "github_repository_webhook" "silent" {
  name = "records"
}

resource "hcloud_load_balancer_service" "silent" {
  name = "records"
}

resource "kubernetes_ingress" "silent" {
  name = "records"
}

resource "kubernetes_ingress_v1" "silent" {
  name = "records"
}

resource "linode_nodebalancer_config" "silent" {
  name = "records"
}

resource "ncloud_lb_listener" "silent" {
  name = "records"
}

resource "ncloud_lb_target_group" "silent" {
  name = "records"
}

resource "oci_core_instance" "silent" {
  name = "records"
}

resource "oci_load_balancer_listener" "silent" {
  name = "records"
}

resource "alicloud_alb_security_policy" "silent" {
  name = "records"
}

resource "alicloud_slb_tls_cipher_policy" "silent" {
  name = "records"
}

resource "fastly_tls_configuration" "silent" {
  name = "records"
}

resource "oci_load_balancer_backend_set" "silent" {
  name = "records"
}

resource "tencentcloud_kms_key" "silent" {
  name = "records"
}

resource "alicloud_slb_tls_cipher_policy" "silent" {
  name = "records"
}

resource "kubernetes_storage_class" "silent" {
  name = "records"
}

resource "kubernetes_storage_class_v1" "silent" {
  name = "records"
}
