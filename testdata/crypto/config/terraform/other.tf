resource "alicloud_alb_security_policy" "bad" {
  tls_cipher_policy = "tls_cipher_policy_1_0"  # bad: old-tls-other-cloud
  tls_versions = true
}

resource "alicloud_alb_security_policy" "bad2" {
  tls_cipher_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  tls_versions = "TLSv1.0"  # bad: old-tls-other-cloud
}

resource "alicloud_alb_security_policy" "good" {
  tls_cipher_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  tls_versions = true
}

resource "alicloud_api_gateway_api" "bad" {
  request_config {
    protocol = "http"  # bad: cleartext-other-cloud
  }
}

resource "alicloud_api_gateway_api" "good" {
  request_config {
    protocol = "HTTPS"
  }
}

resource "alicloud_db_instance" "bad" {
  engine = "mysql"
  tde_status = "disabled"  # bad: unencrypted-other-cloud
  ssl_action = true
}

resource "alicloud_db_instance" "bad2" {
  engine = "mysql"
  tde_status = true
  ssl_action = "close"  # bad: cleartext-other-cloud
}

resource "alicloud_db_instance" "good" {
  engine = "mysql"
  tde_status = true
  ssl_action = true
}

resource "alicloud_db_instance" "absent" {  # bad: cleartext-other-cloud, unencrypted-other-cloud
  engine = "mysql"
}

resource "alicloud_disk" "bad" {
  encrypted = false  # bad: unencrypted-other-cloud
}

resource "alicloud_disk" "good" {
  encrypted = true
}

resource "alicloud_disk" "absent" {  # bad: unencrypted-other-cloud
}

resource "alicloud_ecs_disk" "bad" {
  encrypted = false  # bad: unencrypted-other-cloud
}

resource "alicloud_ecs_disk" "good" {
  encrypted = true
}

resource "alicloud_ecs_disk" "absent" {  # bad: unencrypted-other-cloud
}

resource "alicloud_ecs_launch_template" "bad" {
  system_disk {
    encrypted = false  # bad: unencrypted-other-cloud
  }
}

resource "alicloud_ecs_launch_template" "good" {
  system_disk {
    encrypted = true
  }
}

resource "alicloud_instance" "bad" {
  system_disk_encrypted = false  # bad: unencrypted-other-cloud
}

resource "alicloud_instance" "good" {
  system_disk_encrypted = true
}

resource "alicloud_kms_key" "bad" {
  automatic_rotation = "disabled"  # bad: key-without-rotation-other-cloud
}

resource "alicloud_kms_key" "good" {
  automatic_rotation = true
}

resource "alicloud_kms_key" "absent" {  # bad: key-without-rotation-other-cloud
}

resource "alicloud_launch_template" "bad" {
  system_disk {
    encrypted = false  # bad: unencrypted-other-cloud
  }
}

resource "alicloud_launch_template" "good" {
  system_disk {
    encrypted = true
  }
}

resource "alicloud_mongodb_instance" "bad" {
  tde_status = "disabled"  # bad: unencrypted-other-cloud
  ssl_action = true
}

resource "alicloud_mongodb_instance" "bad2" {
  tde_status = true
  ssl_action = "close"  # bad: cleartext-other-cloud
}

resource "alicloud_mongodb_instance" "good" {
  tde_status = true
  ssl_action = true
}

resource "alicloud_mongodb_instance" "absent" {  # bad: cleartext-other-cloud
}

resource "alicloud_nas_file_system" "bad" {
  encrypt_type = 0  # bad: unencrypted-other-cloud
}

resource "alicloud_nas_file_system" "good" {
  encrypt_type = true
}

resource "alicloud_oss_bucket" "good" {
  server_side_encryption_rule = "KMS"
}

resource "alicloud_oss_bucket" "absent" {  # bad: unencrypted-other-cloud
}

resource "alicloud_slb_listener" "bad" {
  protocol = "http"  # bad: cleartext-other-cloud
  tls_cipher_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "alicloud_slb_listener" "bad2" {
  protocol = "HTTPS"
  tls_cipher_policy = "tls_cipher_policy_1_0"  # bad: old-tls-other-cloud
}

resource "alicloud_slb_listener" "good" {
  protocol = "HTTPS"
  tls_cipher_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
}

resource "alicloud_slb_tls_cipher_policy" "bad" {
  tls_versions = "TLSv1.0"  # bad: old-tls-other-cloud
}

resource "alicloud_slb_tls_cipher_policy" "good" {
  tls_versions = true
}

resource "cloudflare_zone_settings_override" "bad" {
  settings {
    always_use_https = "off"  # bad: cleartext-other-cloud
    ssl = true
    min_tls_version = true
  }
}

resource "cloudflare_zone_settings_override" "bad2" {
  settings {
    always_use_https = true
    ssl = "off"  # bad: cleartext-other-cloud
    min_tls_version = true
  }
}

resource "cloudflare_zone_settings_override" "bad3" {
  settings {
    always_use_https = true
    ssl = true
    min_tls_version = "1.0"  # bad: old-tls-other-cloud
  }
}

resource "cloudflare_zone_settings_override" "good" {
  settings {
    always_use_https = true
    ssl = true
    min_tls_version = true
  }
}

resource "digitalocean_loadbalancer" "bad" {
  forwarding_rule {
    entry_protocol = "http"  # bad: cleartext-other-cloud
  }
}

resource "digitalocean_loadbalancer" "good" {
  forwarding_rule {
    entry_protocol = "HTTPS"
  }
}

resource "fastly_tls_configuration" "bad" {
  tls_protocols = "1.0"  # bad: old-tls-other-cloud
}

resource "fastly_tls_configuration" "good" {
  tls_protocols = "HTTPS"
}

resource "github_organization_webhook" "bad" {
  configuration {
    insecure_ssl = true  # bad: cleartext-other-cloud
  }
}

resource "github_organization_webhook" "good" {
  configuration {
    insecure_ssl = false
  }
}

resource "github_repository_webhook" "bad" {
  configuration {
    insecure_ssl = true  # bad: cleartext-other-cloud
  }
}

resource "github_repository_webhook" "good" {
  configuration {
    insecure_ssl = false
  }
}

resource "hcloud_load_balancer_service" "bad" {
  protocol = "http"  # bad: cleartext-other-cloud
}

resource "hcloud_load_balancer_service" "good" {
  protocol = "HTTPS"
}

resource "huaweicloud_evs_volume" "bad" {
  kms_id = ""  # bad: unencrypted-other-cloud
}

resource "huaweicloud_evs_volume" "good" {
  kms_id = true
}

resource "huaweicloud_sfs_turbo" "bad" {
  kms_id = ""  # bad: unencrypted-other-cloud
}

resource "huaweicloud_sfs_turbo" "good" {
  kms_id = true
}

resource "kubernetes_ingress" "bad" {
  metadata {
    annotations {
      "nginx.ingress.kubernetes.io/ssl-redirect" = false  # bad: cleartext-other-cloud
    }
  }
}

resource "kubernetes_ingress" "good" {
  metadata {
    annotations {
      "nginx.ingress.kubernetes.io/ssl-redirect" = true
    }
  }
}

resource "kubernetes_ingress_v1" "bad" {
  metadata {
    annotations {
      "nginx.ingress.kubernetes.io/ssl-redirect" = false  # bad: cleartext-other-cloud
    }
  }
}

resource "kubernetes_ingress_v1" "good" {
  metadata {
    annotations {
      "nginx.ingress.kubernetes.io/ssl-redirect" = true
    }
  }
}

resource "linode_nodebalancer_config" "bad" {
  protocol = "http"  # bad: cleartext-other-cloud
}

resource "linode_nodebalancer_config" "good" {
  protocol = "HTTPS"
}

resource "module" "bad" {
  storage_encrypted = false  # bad: encryption-off-in-module
}

resource "module" "good" {
  storage_encrypted = true
}

resource "ncloud_launch_configuration" "bad" {
  is_encrypted_volume = false  # bad: unencrypted-other-cloud
}

resource "ncloud_launch_configuration" "good" {
  is_encrypted_volume = true
}

resource "ncloud_lb_listener" "bad" {
  protocol = "http"  # bad: cleartext-other-cloud
  tls_min_version_type = "KMS"
}

resource "ncloud_lb_listener" "bad2" {
  protocol = "HTTPS"
  tls_min_version_type = "TLSV10"  # bad: old-tls-other-cloud
}

resource "ncloud_lb_listener" "good" {
  protocol = "HTTPS"
  tls_min_version_type = "KMS"
}

resource "ncloud_lb_target_group" "bad" {
  protocol = "http"  # bad: cleartext-other-cloud
}

resource "ncloud_lb_target_group" "good" {
  protocol = "HTTPS"
}

resource "ncloud_nas_volume" "bad" {
  is_encrypted_volume = false  # bad: unencrypted-other-cloud
}

resource "ncloud_nas_volume" "good" {
  is_encrypted_volume = true
}

resource "ncloud_nas_volume" "absent" {  # bad: unencrypted-other-cloud
}

resource "ncloud_server" "bad" {
  is_encrypted_base_block_storage_volume = false  # bad: unencrypted-other-cloud
}

resource "ncloud_server" "good" {
  is_encrypted_base_block_storage_volume = true
}

resource "oci_core_instance" "bad" {
  launch_options {
    is_pv_encryption_in_transit_enabled = false  # bad: cleartext-other-cloud
  }
}

resource "oci_core_instance" "good" {
  launch_options {
    is_pv_encryption_in_transit_enabled = true
  }
}

resource "oci_load_balancer_backend_set" "bad" {
  ssl_configuration {
    protocols = "TLSv1"  # bad: old-tls-other-cloud
  }
}

resource "oci_load_balancer_backend_set" "good" {
  ssl_configuration {
    protocols = "HTTPS"
  }
}

resource "oci_load_balancer_listener" "bad" {
  protocol = "http"  # bad: cleartext-other-cloud
}

resource "oci_load_balancer_listener" "bad2" {
  protocol = "HTTPS"
  ssl_configuration {
    protocols = "TLSv1"  # bad: old-tls-other-cloud
  }
}

resource "oci_load_balancer_listener" "good" {
  protocol = "HTTPS"
  ssl_configuration {
    protocols = "HTTPS"
  }
}

resource "provider" "bad" {
  insecure = true  # bad: certificate-check-disabled-terraform
}

resource "provider" "good" {
  insecure = false
}

resource "tencentcloud_cbs_storage" "bad" {
  encrypt = false  # bad: unencrypted-other-cloud
}

resource "tencentcloud_cbs_storage" "good" {
  encrypt = true
}

resource "tencentcloud_cbs_storage" "absent" {  # bad: unencrypted-other-cloud
}

resource "tencentcloud_kms_key" "bad" {
  key_rotation_enabled = false  # bad: key-without-rotation-other-cloud
}

resource "tencentcloud_kms_key" "good" {
  key_rotation_enabled = true
}

resource "vault_transit_secret_backend_key" "bad" {
  auto_rotate_period = 0  # bad: key-without-rotation-other-cloud
}

resource "vault_transit_secret_backend_key" "good" {
  auto_rotate_period = true
}

resource "vault_transit_secret_backend_key" "absent" {  # bad: key-without-rotation-other-cloud
}

resource "yandex_kms_symmetric_key" "good" {
  rotation_period = "alias/records"
}

resource "yandex_kms_symmetric_key" "absent" {  # bad: key-without-rotation-other-cloud
}

resource "yandex_storage_bucket" "good" {
  server_side_encryption_configuration = "KMS"
}

resource "yandex_storage_bucket" "absent" {  # bad: unencrypted-other-cloud
}
