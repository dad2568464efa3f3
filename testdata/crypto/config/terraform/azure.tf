resource "azurerm_api_management" "bad" {
  security {
    enable_backend_ssl30 = true  # bad: old-tls-azure-gateway
  }
}

resource "azurerm_api_management" "good" {
  security {
    enable_backend_ssl30 = false
  }
}

resource "azurerm_api_management_api" "bad" {
  protocols = "http"  # bad: cleartext-azure-edge
}

resource "azurerm_api_management_api" "good" {
  protocols = "HTTPS"
}

resource "azurerm_api_management_backend" "bad" {
  url = "http://"  # bad: cleartext-azure-edge
}

resource "azurerm_api_management_backend" "good" {
  url = true
}

resource "azurerm_app_service" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_app_service" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_app_service" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_app_service" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_app_service" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_app_service_slot" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_app_service_slot" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_app_service_slot" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_app_service_slot" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_app_service_slot" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_application_gateway" "bad" {
  backend_http_settings {
    protocol = "http"  # bad: cleartext-azure-edge
  }
  ssl_policy {
    policy_name = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    min_protocol_version = "HTTPS"
  }
}

resource "azurerm_application_gateway" "bad2" {
  backend_http_settings {
    protocol = "HTTPS"
  }
  ssl_policy {
    policy_name = "AppGwSslPolicy20150501"  # bad: old-tls-azure-gateway
    min_protocol_version = "HTTPS"
  }
}

resource "azurerm_application_gateway" "bad3" {
  backend_http_settings {
    protocol = "HTTPS"
  }
  ssl_policy {
    policy_name = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    min_protocol_version = "TLSv1_0"  # bad: old-tls-azure-gateway
  }
}

resource "azurerm_application_gateway" "good" {
  backend_http_settings {
    protocol = "HTTPS"
  }
  ssl_policy {
    policy_name = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    min_protocol_version = "HTTPS"
  }
}

resource "azurerm_automation_variable_bool" "bad" {
  encrypted = false  # bad: unencrypted-azure-disk
}

resource "azurerm_automation_variable_bool" "good" {
  encrypted = true
}

resource "azurerm_automation_variable_bool" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_automation_variable_datetime" "bad" {
  encrypted = false  # bad: unencrypted-azure-disk
}

resource "azurerm_automation_variable_datetime" "good" {
  encrypted = true
}

resource "azurerm_automation_variable_datetime" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_automation_variable_int" "bad" {
  encrypted = false  # bad: unencrypted-azure-disk
}

resource "azurerm_automation_variable_int" "good" {
  encrypted = true
}

resource "azurerm_automation_variable_int" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_automation_variable_string" "bad" {
  encrypted = false  # bad: unencrypted-azure-disk
}

resource "azurerm_automation_variable_string" "good" {
  encrypted = true
}

resource "azurerm_automation_variable_string" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_cdn_endpoint" "bad" {
  is_http_allowed = true  # bad: cleartext-azure-edge
}

resource "azurerm_cdn_endpoint" "good" {
  is_http_allowed = false
}

resource "azurerm_cdn_endpoint_custom_domain" "bad" {
  cdn_managed_https {
    tls_version = 10  # bad: old-tls-azure
  }
}

resource "azurerm_cdn_endpoint_custom_domain" "good" {
  cdn_managed_https {
    tls_version = true
  }
}

resource "azurerm_cdn_frontdoor_custom_domain" "bad" {
  tls {
    minimum_tls_version = 10  # bad: old-tls-azure
  }
}

resource "azurerm_cdn_frontdoor_custom_domain" "good" {
  tls {
    minimum_tls_version = true
  }
}

resource "azurerm_cdn_frontdoor_route" "bad" {
  https_redirect_enabled = false  # bad: cleartext-azure-edge
  forwarding_protocol = "HTTPS"
}

resource "azurerm_cdn_frontdoor_route" "bad2" {
  https_redirect_enabled = true
  forwarding_protocol = "httponly"  # bad: cleartext-azure-edge
}

resource "azurerm_cdn_frontdoor_route" "good" {
  https_redirect_enabled = true
  forwarding_protocol = "HTTPS"
}

resource "azurerm_container_app" "bad" {
  ingress {
    allow_insecure_connections = true  # bad: cleartext-azure-edge
  }
}

resource "azurerm_container_app" "good" {
  ingress {
    allow_insecure_connections = false
  }
}

resource "azurerm_container_registry_webhook" "bad" {
  service_uri = "http://"  # bad: cleartext-azure-edge
}

resource "azurerm_container_registry_webhook" "good" {
  service_uri = true
}

resource "azurerm_cosmosdb_account" "bad" {
  minimal_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_cosmosdb_account" "good" {
  minimal_tls_version = true
}

resource "azurerm_data_lake_store" "bad" {
  encryption_state = "disabled"  # bad: unencrypted-azure-disk
}

resource "azurerm_data_lake_store" "good" {
  encryption_state = "KMS"
}

resource "azurerm_disk_encryption_set" "bad" {
  auto_key_rotation_enabled = false  # bad: azure-disk-key-without-rotation
}

resource "azurerm_disk_encryption_set" "good" {
  auto_key_rotation_enabled = true
}

resource "azurerm_disk_encryption_set" "absent" {  # bad: azure-disk-key-without-rotation
}

resource "azurerm_eventgrid_domain" "bad" {
  min_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_eventgrid_domain" "good" {
  min_tls_version = true
}

resource "azurerm_eventgrid_topic" "bad" {
  min_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_eventgrid_topic" "good" {
  min_tls_version = true
}

resource "azurerm_eventhub_namespace" "bad" {
  minimum_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_eventhub_namespace" "good" {
  minimum_tls_version = true
}

resource "azurerm_frontdoor" "bad" {
  routing_rule {
    forwarding_configuration {
      forwarding_protocol = "httponly"  # bad: cleartext-azure-edge
    }
  }
}

resource "azurerm_frontdoor" "good" {
  routing_rule {
    forwarding_configuration {
      forwarding_protocol = "HTTPS"
    }
  }
}

resource "azurerm_function_app" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_function_app" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_function_app" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_function_app" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_function_app" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_function_app_slot" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_function_app_slot" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_function_app_slot" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_function_app_slot" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_function_app_slot" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_hdinsight_hadoop_cluster" "bad" {
  disk_encryption {
    encryption_at_host_enabled = false  # bad: unencrypted-azure-disk
  }
}

resource "azurerm_hdinsight_hadoop_cluster" "good" {
  disk_encryption {
    encryption_at_host_enabled = true
  }
}

resource "azurerm_hdinsight_kafka_cluster" "bad" {
  disk_encryption {
    encryption_at_host_enabled = false  # bad: unencrypted-azure-disk
  }
}

resource "azurerm_hdinsight_kafka_cluster" "good" {
  disk_encryption {
    encryption_at_host_enabled = true
  }
}

resource "azurerm_iothub" "bad" {
  min_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_iothub" "good" {
  min_tls_version = true
}

resource "azurerm_key_vault_certificate" "bad" {
  certificate_policy {
    key_properties {
      key_size = 2047  # bad: weak-azure-key
    }
  }
}

resource "azurerm_key_vault_certificate" "good" {
  certificate_policy {
    key_properties {
      key_size = 4096
    }
  }
}

resource "azurerm_key_vault_key" "bad" {
  key_size = 2047  # bad: weak-azure-key
}

resource "azurerm_key_vault_key" "good" {
  key_size = 4096
}

resource "azurerm_kubernetes_cluster" "bad" {
  default_node_pool {
    host_encryption_enabled = false  # bad: unencrypted-azure-host
  }
}

resource "azurerm_kubernetes_cluster" "good" {
  default_node_pool {
    host_encryption_enabled = true
  }
}

resource "azurerm_kubernetes_cluster" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_kubernetes_cluster_node_pool" "bad" {
  host_encryption_enabled = false  # bad: unencrypted-azure-host
}

resource "azurerm_kubernetes_cluster_node_pool" "good" {
  host_encryption_enabled = true
}

resource "azurerm_kubernetes_cluster_node_pool" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_kusto_cluster" "bad" {
  disk_encryption_enabled = false  # bad: unencrypted-azure-disk
}

resource "azurerm_kusto_cluster" "good" {
  disk_encryption_enabled = true
}

resource "azurerm_kusto_cluster" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_linux_function_app" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_linux_function_app" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_linux_function_app" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_linux_function_app" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_linux_function_app" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_linux_function_app_slot" "bad" {
  https_only = false  # bad: cleartext-azure-app
  site_config {
    ftps_state = true
  }
}

resource "azurerm_linux_function_app_slot" "bad2" {
  https_only = true
  site_config {
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
}

resource "azurerm_linux_function_app_slot" "good" {
  https_only = true
  site_config {
    ftps_state = true
  }
}

resource "azurerm_linux_function_app_slot" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_linux_virtual_machine" "bad" {
  encryption_at_host_enabled = false  # bad: unencrypted-azure-disk
}

resource "azurerm_linux_virtual_machine" "good" {
  encryption_at_host_enabled = true
}

resource "azurerm_linux_virtual_machine" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_linux_virtual_machine_scale_set" "bad" {
  encryption_at_host_enabled = false  # bad: unencrypted-azure-disk
}

resource "azurerm_linux_virtual_machine_scale_set" "good" {
  encryption_at_host_enabled = true
}

resource "azurerm_linux_virtual_machine_scale_set" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_linux_web_app" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_linux_web_app" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_linux_web_app" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_linux_web_app" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_linux_web_app" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_linux_web_app_slot" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_linux_web_app_slot" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_linux_web_app_slot" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_linux_web_app_slot" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_linux_web_app_slot" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_logic_app_standard" "bad" {
  https_only = false  # bad: cleartext-azure-app
  site_config {
    ftps_state = true
  }
}

resource "azurerm_logic_app_standard" "bad2" {
  https_only = true
  site_config {
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
}

resource "azurerm_logic_app_standard" "good" {
  https_only = true
  site_config {
    ftps_state = true
  }
}

resource "azurerm_logic_app_standard" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_managed_disk" "bad" {
  encryption_settings {
    enabled = false  # bad: unencrypted-azure-disk
  }
}

resource "azurerm_managed_disk" "good" {
  encryption_settings {
    enabled = true
  }
}

resource "azurerm_managed_redis" "bad" {
  client_protocol = "plaintext"  # bad: cleartext-azure-database
}

resource "azurerm_managed_redis" "good" {
  client_protocol = "HTTPS"
}

resource "azurerm_mariadb_server" "bad" {
  ssl_minimal_tls_version_enforced = 10  # bad: old-tls-azure
  ssl_enforcement_enabled = true
  ssl_enforcement = true
}

resource "azurerm_mariadb_server" "bad2" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = false  # bad: cleartext-azure-database
  ssl_enforcement = true
}

resource "azurerm_mariadb_server" "bad3" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = "disabled"  # bad: cleartext-azure-database
}

resource "azurerm_mariadb_server" "good" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = true
}

resource "azurerm_mssql_database" "bad" {
  transparent_data_encryption_enabled = false  # bad: unencrypted-azure-disk
}

resource "azurerm_mssql_database" "good" {
  transparent_data_encryption_enabled = true
}

resource "azurerm_mssql_managed_instance" "bad" {
  minimum_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_mssql_managed_instance" "good" {
  minimum_tls_version = true
}

resource "azurerm_mssql_server" "bad" {
  minimum_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_mssql_server" "good" {
  minimum_tls_version = true
}

resource "azurerm_mysql_configuration" "bad" {
  name = "require_secure_transport"
  value = "off"  # bad: cleartext-azure-database
}

resource "azurerm_mysql_configuration" "good" {
  name = "require_secure_transport"
  value = true
}

resource "azurerm_mysql_flexible_server_configuration" "bad" {
  name = "require_secure_transport"
  value = "off"  # bad: cleartext-azure-database
}

resource "azurerm_mysql_flexible_server_configuration" "good" {
  name = "require_secure_transport"
  value = true
}

resource "azurerm_mysql_server" "bad" {
  ssl_minimal_tls_version_enforced = 10  # bad: old-tls-azure
  ssl_enforcement_enabled = true
  ssl_enforcement = true
  infrastructure_encryption_enabled = true
}

resource "azurerm_mysql_server" "bad2" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = false  # bad: cleartext-azure-database
  ssl_enforcement = true
  infrastructure_encryption_enabled = true
}

resource "azurerm_mysql_server" "bad3" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = "disabled"  # bad: cleartext-azure-database
  infrastructure_encryption_enabled = true
}

resource "azurerm_mysql_server" "bad4" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = true
  infrastructure_encryption_enabled = false  # bad: unencrypted-azure-host
}

resource "azurerm_mysql_server" "good" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = true
  infrastructure_encryption_enabled = true
}

resource "azurerm_mysql_server" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_postgresql_flexible_server_configuration" "bad" {
  name = "require_secure_transport"
  value = "off"  # bad: cleartext-azure-database
}

resource "azurerm_postgresql_flexible_server_configuration" "good" {
  name = "require_secure_transport"
  value = true
}

resource "azurerm_postgresql_server" "bad" {
  ssl_minimal_tls_version_enforced = 10  # bad: old-tls-azure
  ssl_enforcement_enabled = true
  ssl_enforcement = true
  infrastructure_encryption_enabled = true
}

resource "azurerm_postgresql_server" "bad2" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = false  # bad: cleartext-azure-database
  ssl_enforcement = true
  infrastructure_encryption_enabled = true
}

resource "azurerm_postgresql_server" "bad3" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = "disabled"  # bad: cleartext-azure-database
  infrastructure_encryption_enabled = true
}

resource "azurerm_postgresql_server" "bad4" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = true
  infrastructure_encryption_enabled = false  # bad: unencrypted-azure-host
}

resource "azurerm_postgresql_server" "good" {
  ssl_minimal_tls_version_enforced = true
  ssl_enforcement_enabled = true
  ssl_enforcement = true
  infrastructure_encryption_enabled = true
}

resource "azurerm_postgresql_server" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_redis_cache" "bad" {
  minimum_tls_version = 10  # bad: old-tls-azure
  non_ssl_port_enabled = false
}

resource "azurerm_redis_cache" "bad2" {
  minimum_tls_version = true
  non_ssl_port_enabled = true  # bad: cleartext-azure-cache
}

resource "azurerm_redis_cache" "good" {
  minimum_tls_version = true
  non_ssl_port_enabled = false
}

resource "azurerm_redis_cache" "absent" {  # bad: old-tls-azure
}

resource "azurerm_redis_enterprise_database" "bad" {
  client_protocol = "plaintext"  # bad: cleartext-azure-database
}

resource "azurerm_redis_enterprise_database" "good" {
  client_protocol = "HTTPS"
}

resource "azurerm_servicebus_namespace" "bad" {
  minimum_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_servicebus_namespace" "good" {
  minimum_tls_version = true
}

resource "azurerm_snapshot" "bad" {
  encryption_settings {
    enabled = false  # bad: unencrypted-azure-disk
  }
}

resource "azurerm_snapshot" "good" {
  encryption_settings {
    enabled = true
  }
}

resource "azurerm_spring_cloud_app" "bad" {
  tls_enabled = false  # bad: cleartext-azure-edge
  https_only = true
}

resource "azurerm_spring_cloud_app" "bad2" {
  tls_enabled = true
  https_only = false  # bad: cleartext-azure-edge
}

resource "azurerm_spring_cloud_app" "good" {
  tls_enabled = true
  https_only = true
}

resource "azurerm_sql_database" "bad" {
  transparent_data_encryption_enabled = false  # bad: unencrypted-azure-disk
}

resource "azurerm_sql_database" "good" {
  transparent_data_encryption_enabled = true
}

resource "azurerm_sql_server" "bad" {
  minimum_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_sql_server" "good" {
  minimum_tls_version = true
}

resource "azurerm_storage_account" "bad" {
  https_traffic_only_enabled = false  # bad: cleartext-azure-storage
  min_tls_version = true
}

resource "azurerm_storage_account" "bad2" {
  https_traffic_only_enabled = true
  min_tls_version = 10  # bad: old-tls-azure
}

resource "azurerm_storage_account" "good" {
  https_traffic_only_enabled = true
  min_tls_version = true
}

resource "azurerm_windows_function_app" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_windows_function_app" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_windows_function_app" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_windows_function_app" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_windows_function_app" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_windows_function_app_slot" "bad" {
  https_only = false  # bad: cleartext-azure-app
  site_config {
    ftps_state = true
  }
}

resource "azurerm_windows_function_app_slot" "bad2" {
  https_only = true
  site_config {
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
}

resource "azurerm_windows_function_app_slot" "good" {
  https_only = true
  site_config {
    ftps_state = true
  }
}

resource "azurerm_windows_function_app_slot" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_windows_virtual_machine" "bad" {
  encryption_at_host_enabled = false  # bad: unencrypted-azure-disk
}

resource "azurerm_windows_virtual_machine" "good" {
  encryption_at_host_enabled = true
}

resource "azurerm_windows_virtual_machine" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_windows_virtual_machine_scale_set" "bad" {
  encryption_at_host_enabled = false  # bad: unencrypted-azure-disk
}

resource "azurerm_windows_virtual_machine_scale_set" "good" {
  encryption_at_host_enabled = true
}

resource "azurerm_windows_virtual_machine_scale_set" "absent" {  # bad: unencrypted-azure-host
}

resource "azurerm_windows_web_app" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_windows_web_app" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_windows_web_app" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_windows_web_app" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_windows_web_app" "absent" {  # bad: cleartext-azure-app
}

resource "azurerm_windows_web_app_slot" "bad" {
  site_config {
    min_tls_version = 10  # bad: old-tls-azure
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_windows_web_app_slot" "bad2" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = false  # bad: cleartext-azure-app
}

resource "azurerm_windows_web_app_slot" "bad3" {
  site_config {
    min_tls_version = true
    ftps_state = "allallowed"  # bad: cleartext-azure-app
  }
  https_only = true
}

resource "azurerm_windows_web_app_slot" "good" {
  site_config {
    min_tls_version = true
    ftps_state = true
  }
  https_only = true
}

resource "azurerm_windows_web_app_slot" "absent" {  # bad: cleartext-azure-app
}

resource "tls_private_key" "bad" {
  rsa_bits = 2047  # bad: weak-azure-key
  ecdsa_curve = true
}

resource "tls_private_key" "bad2" {
  rsa_bits = 4096
  ecdsa_curve = "P224"  # bad: weak-azure-key
}

resource "tls_private_key" "good" {
  rsa_bits = 4096
  ecdsa_curve = true
}
