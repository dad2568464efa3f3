resource "kubernetes_storage_class" "bad" {
  parameters {
    encrypted = false  # bad: unencrypted-storage-class
  }
}

resource "kubernetes_storage_class" "good" {
  parameters {
    encrypted = true
  }
}

resource "kubernetes_storage_class_v1" "bad" {
  parameters {
    encrypted = false  # bad: unencrypted-storage-class
  }
}

resource "kubernetes_storage_class_v1" "good" {
  parameters {
    encrypted = true
  }
}
