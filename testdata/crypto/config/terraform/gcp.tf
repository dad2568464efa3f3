resource "google_alloydb_cluster" "good" {
  encryption_config {
    kms_key_name = "alias/records"
  }
}

resource "google_alloydb_cluster" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_alloydb_instance" "bad" {
  client_connection_config {
    ssl_config {
      ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"  # bad: cleartext-alloydb
    }
  }
}

resource "google_alloydb_instance" "good" {
  client_connection_config {
    ssl_config {
      ssl_mode = "SSE-KMS"
    }
  }
}

resource "google_artifact_registry_repository" "good" {
  kms_key_name = "alias/records"
}

resource "google_artifact_registry_repository" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_bigquery_dataset" "good" {
  default_encryption_configuration {
    kms_key_name = "alias/records"
  }
}

resource "google_bigquery_dataset" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_bigquery_table" "good" {
  encryption_configuration {
    kms_key_name = "alias/records"
  }
}

resource "google_bigquery_table" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_bigtable_instance" "good" {
  cluster {
    kms_key_name = "alias/records"
  }
}

resource "google_bigtable_instance" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_cloudfunctions_function" "bad" {
  trigger_http = true
  https_trigger_security_level = "secure_optional"  # bad: cleartext-gcp-function
}

resource "google_cloudfunctions_function" "good" {
  trigger_http = true
  https_trigger_security_level = true
}

resource "google_cloudfunctions_function" "absent" {  # bad: cleartext-gcp-function
  trigger_http = true
}

resource "google_compute_disk" "good" {
  disk_encryption_key {
    kms_key_self_link = "alias/records"
  }
}

resource "google_compute_disk" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_compute_region_ssl_policy" "bad" {
  min_tls_version = "TLS_1_0"  # bad: old-tls-gcp
  profile = true
  custom_features = true
}

resource "google_compute_region_ssl_policy" "bad2" {
  min_tls_version = true
  profile = "compatible"  # bad: weak-cipher-suites-gcp
  custom_features = true
}

resource "google_compute_region_ssl_policy" "bad3" {
  min_tls_version = true
  profile = true
  custom_features = "TLS_RSA_WITH_x"  # bad: weak-cipher-suites-gcp
}

resource "google_compute_region_ssl_policy" "good" {
  min_tls_version = true
  profile = true
  custom_features = true
}

resource "google_compute_region_ssl_policy" "absent" {  # bad: old-tls-gcp, weak-cipher-suites-gcp
}

resource "google_compute_ssl_policy" "bad" {
  min_tls_version = "TLS_1_0"  # bad: old-tls-gcp
  profile = true
  custom_features = true
}

resource "google_compute_ssl_policy" "bad2" {
  min_tls_version = true
  profile = "compatible"  # bad: weak-cipher-suites-gcp
  custom_features = true
}

resource "google_compute_ssl_policy" "bad3" {
  min_tls_version = true
  profile = true
  custom_features = "TLS_RSA_WITH_x"  # bad: weak-cipher-suites-gcp
}

resource "google_compute_ssl_policy" "good" {
  min_tls_version = true
  profile = true
  custom_features = true
}

resource "google_compute_ssl_policy" "absent" {  # bad: old-tls-gcp, weak-cipher-suites-gcp
}

resource "google_container_cluster" "bad" {
  database_encryption {
    state = "decrypted"  # bad: unencrypted-gke-secrets
  }
}

resource "google_container_cluster" "good" {
  database_encryption {
    state = true
  }
}

resource "google_container_cluster" "absent" {  # bad: unencrypted-gke-secrets
}

resource "google_dataproc_cluster" "good" {
  cluster_config {
    encryption_config {
      kms_key_name = "alias/records"
    }
  }
}

resource "google_dataproc_cluster" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_dns_managed_zone" "bad" {
  dnssec_config {
    default_key_specs {
      algorithm = "rsasha1"  # bad: weak-dnssec
    }
    state = true
  }
}

resource "google_dns_managed_zone" "bad2" {
  dnssec_config {
    default_key_specs {
      algorithm = true
    }
    state = "off"  # bad: weak-dnssec
  }
}

resource "google_dns_managed_zone" "good" {
  dnssec_config {
    default_key_specs {
      algorithm = true
    }
    state = true
  }
}

resource "google_filestore_instance" "good" {
  kms_key_name = "alias/records"
}

resource "google_filestore_instance" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_healthcare_dataset" "good" {
  encryption_spec {
    kms_key_name = "alias/records"
  }
}

resource "google_healthcare_dataset" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_kms_crypto_key" "bad" {
  rotation_period = "32111111s"  # bad: gcp-key-without-rotation
}

resource "google_kms_crypto_key" "good" {
  rotation_period = true
}

resource "google_kms_crypto_key" "absent" {  # bad: gcp-key-without-rotation
}

resource "google_memorystore_instance" "bad" {
  transit_encryption_mode = "disabled"  # bad: cleartext-memorystore
}

resource "google_memorystore_instance" "good" {
  transit_encryption_mode = "SSE-KMS"
}

resource "google_memorystore_instance" "absent" {  # bad: cleartext-memorystore
}

resource "google_pubsub_topic" "good" {
  kms_key_name = "alias/records"
}

resource "google_pubsub_topic" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_redis_cluster" "bad" {
  transit_encryption_mode = "disabled"  # bad: cleartext-memorystore
}

resource "google_redis_cluster" "good" {
  transit_encryption_mode = "SSE-KMS"
}

resource "google_redis_cluster" "absent" {  # bad: cleartext-memorystore
}

resource "google_redis_instance" "bad" {
  transit_encryption_mode = "disabled"  # bad: cleartext-memorystore
}

resource "google_redis_instance" "good" {
  transit_encryption_mode = "SSE-KMS"
}

resource "google_redis_instance" "absent" {  # bad: cleartext-memorystore
}

resource "google_spanner_database" "good" {
  encryption_config {
    kms_key_name = "alias/records"
  }
}

resource "google_spanner_database" "absent" {  # bad: provider-managed-key-gcp
}

resource "google_sql_database_instance" "bad" {
  settings {
    ip_configuration {
      ssl_mode = "ALLOW_UNENCRYPTED_AND_ENCRYPTED"  # bad: cleartext-cloud-sql
    }
  }
}

resource "google_sql_database_instance" "good" {
  settings {
    ip_configuration {
      ssl_mode = "SSE-KMS"
    }
  }
}

resource "google_sql_database_instance" "absent" {  # bad: cleartext-cloud-sql
}

resource "google_storage_bucket" "good" {
  encryption {
    default_kms_key_name = "alias/records"
  }
}

resource "google_storage_bucket" "absent" {  # bad: provider-managed-key-gcp
}
