resource ApiManagementServiceBad 'Microsoft.ApiManagement/service@2023-01-01' = {
  properties: {
    customProperties: {
      Microsoft: {
        WindowsAzure: {
          ApiManagement: {
            Gateway: {
              Security: {
                Protocols: {
                  Tls10: true  // bad: old-tls-azure-gateway
                }
              }
            }
          }
        }
      }
    }
  }
}

resource ApiManagementServiceGood 'Microsoft.ApiManagement/service@2023-01-01' = {
  properties: {
    customProperties: {
      Microsoft: {
        WindowsAzure: {
          ApiManagement: {
            Gateway: {
              Security: {
                Protocols: {
                  Tls10: false
                }
              }
            }
          }
        }
      }
    }
  }
}

resource ApiManagementServiceApisBad 'Microsoft.ApiManagement/service/apis@2023-01-01' = {
  properties: {
    protocols: 'http'  // bad: cleartext-azure-edge
  }
}

resource ApiManagementServiceApisGood 'Microsoft.ApiManagement/service/apis@2023-01-01' = {
  properties: {
    protocols: 'HTTPS'
  }
}

resource AppContainerappsBad 'Microsoft.App/containerApps@2023-01-01' = {
  properties: {
    configuration: {
      ingress: {
        allowInsecure: true  // bad: cleartext-azure-edge
      }
    }
  }
}

resource AppContainerappsGood 'Microsoft.App/containerApps@2023-01-01' = {
  properties: {
    configuration: {
      ingress: {
        allowInsecure: false
      }
    }
  }
}

resource AppPlatformSpringAppsBad 'Microsoft.AppPlatform/Spring/apps@2023-01-01' = {
  properties: {
    httpsOnly: false  // bad: cleartext-azure-edge
  }
}

resource AppPlatformSpringAppsGood 'Microsoft.AppPlatform/Spring/apps@2023-01-01' = {
  properties: {
    httpsOnly: true
  }
}

resource AutomationAutomationaccountsVariablesBad 'Microsoft.Automation/automationAccounts/variables@2023-01-01' = {
  properties: {
    isEncrypted: false  // bad: unencrypted-azure-disk
  }
}

resource AutomationAutomationaccountsVariablesGood 'Microsoft.Automation/automationAccounts/variables@2023-01-01' = {
  properties: {
    isEncrypted: true
  }
}

resource AutomationAutomationaccountsVariablesAbsent 'Microsoft.Automation/automationAccounts/variables@2023-01-01' = {  // bad: unencrypted-azure-host
}

resource CacheRedisBad 'Microsoft.Cache/Redis@2023-01-01' = {
  properties: {
    minimumTlsVersion: 10  // bad: old-tls-azure
    enableNonSslPort: false
  }
}

resource CacheRedisBad2 'Microsoft.Cache/Redis@2023-01-01' = {
  properties: {
    minimumTlsVersion: true
    enableNonSslPort: true  // bad: cleartext-azure-cache
  }
}

resource CacheRedisGood 'Microsoft.Cache/Redis@2023-01-01' = {
  properties: {
    minimumTlsVersion: true
    enableNonSslPort: false
  }
}

resource CacheRedisBad 'Microsoft.Cache/redis@2023-01-01' = {
  properties: {
    minimumTlsVersion: 10  // bad: old-tls-azure
  }
}

resource CacheRedisGood 'Microsoft.Cache/redis@2023-01-01' = {
  properties: {
    minimumTlsVersion: true
  }
}

resource CdnProfilesEndpointsBad 'Microsoft.Cdn/profiles/endpoints@2023-01-01' = {
  properties: {
    isHttpAllowed: true  // bad: cleartext-azure-edge
  }
}

resource CdnProfilesEndpointsGood 'Microsoft.Cdn/profiles/endpoints@2023-01-01' = {
  properties: {
    isHttpAllowed: false
  }
}

resource ComputeDiskencryptionsetsBad 'Microsoft.Compute/diskEncryptionSets@2023-01-01' = {
  properties: {
    rotationToLatestKeyVersionEnabled: false  // bad: azure-disk-key-without-rotation
  }
}

resource ComputeDiskencryptionsetsGood 'Microsoft.Compute/diskEncryptionSets@2023-01-01' = {
  properties: {
    rotationToLatestKeyVersionEnabled: true
  }
}

resource ComputeDiskencryptionsetsAbsent 'Microsoft.Compute/diskEncryptionSets@2023-01-01' = {  // bad: azure-disk-key-without-rotation
}

resource ComputeDisksBad 'Microsoft.Compute/disks@2023-01-01' = {
  properties: {
    encryptionSettingsCollection: {
      enabled: false  // bad: unencrypted-azure-disk
    }
  }
}

resource ComputeDisksGood 'Microsoft.Compute/disks@2023-01-01' = {
  properties: {
    encryptionSettingsCollection: {
      enabled: true
    }
  }
}

resource ComputeSnapshotsBad 'Microsoft.Compute/snapshots@2023-01-01' = {
  properties: {
    encryptionSettingsCollection: {
      enabled: false  // bad: unencrypted-azure-disk
    }
  }
}

resource ComputeSnapshotsGood 'Microsoft.Compute/snapshots@2023-01-01' = {
  properties: {
    encryptionSettingsCollection: {
      enabled: true
    }
  }
}

resource ComputeVirtualmachinescalesetsBad 'Microsoft.Compute/virtualMachineScaleSets@2023-01-01' = {
  properties: {
    virtualMachineProfile: {
      securityProfile: {
        encryptionAtHost: false  // bad: unencrypted-azure-disk
      }
    }
  }
}

resource ComputeVirtualmachinescalesetsGood 'Microsoft.Compute/virtualMachineScaleSets@2023-01-01' = {
  properties: {
    virtualMachineProfile: {
      securityProfile: {
        encryptionAtHost: true
      }
    }
  }
}

resource ComputeVirtualmachinescalesetsAbsent 'Microsoft.Compute/virtualMachineScaleSets@2023-01-01' = {  // bad: unencrypted-azure-host
}

resource ComputeVirtualmachinesBad 'Microsoft.Compute/virtualMachines@2023-01-01' = {
  properties: {
    securityProfile: {
      encryptionAtHost: false  // bad: unencrypted-azure-disk
    }
  }
}

resource ComputeVirtualmachinesGood 'Microsoft.Compute/virtualMachines@2023-01-01' = {
  properties: {
    securityProfile: {
      encryptionAtHost: true
    }
  }
}

resource ComputeVirtualmachinesAbsent 'Microsoft.Compute/virtualMachines@2023-01-01' = {  // bad: unencrypted-azure-host
}

resource ContainerServiceManagedclustersBad 'Microsoft.ContainerService/managedClusters@2023-01-01' = {
  properties: {
    agentPoolProfiles: {
      enableEncryptionAtHost: false  // bad: unencrypted-azure-host
    }
  }
}

resource ContainerServiceManagedclustersGood 'Microsoft.ContainerService/managedClusters@2023-01-01' = {
  properties: {
    agentPoolProfiles: {
      enableEncryptionAtHost: true
    }
  }
}

resource ContainerServiceManagedclustersAbsent 'Microsoft.ContainerService/managedClusters@2023-01-01' = {  // bad: unencrypted-azure-host
}

resource DBforMariaDBServersBad 'Microsoft.DBforMariaDB/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: 10  // bad: old-tls-azure
    sslEnforcement: true
  }
}

resource DBforMariaDBServersBad2 'Microsoft.DBforMariaDB/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
    sslEnforcement: 'disabled'  // bad: cleartext-azure-database
  }
}

resource DBforMariaDBServersGood 'Microsoft.DBforMariaDB/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
    sslEnforcement: true
  }
}

resource DBforMariaDBServersAbsent 'Microsoft.DBforMariaDB/servers@2023-01-01' = {  // bad: cleartext-azure-database
}

resource DBforMySQLFlexibleserversConfigurationsBad 'Microsoft.DBforMySQL/flexibleServers/configurations@2023-01-01' = {
  name: 'require_secure_transport'
  properties: {
    value: 'off'  // bad: cleartext-azure-database
  }
}

resource DBforMySQLFlexibleserversConfigurationsGood 'Microsoft.DBforMySQL/flexibleServers/configurations@2023-01-01' = {
  name: 'require_secure_transport'
  properties: {
    value: true
  }
}

resource DBforMySQLServersBad 'Microsoft.DBforMySQL/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: 10  // bad: old-tls-azure
    sslEnforcement: true
  }
}

resource DBforMySQLServersBad2 'Microsoft.DBforMySQL/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
    sslEnforcement: 'disabled'  // bad: cleartext-azure-database
  }
}

resource DBforMySQLServersGood 'Microsoft.DBforMySQL/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
    sslEnforcement: true
  }
}

resource DBforMySQLServersAbsent 'Microsoft.DBforMySQL/servers@2023-01-01' = {  // bad: cleartext-azure-database
}

resource DBforPostgreSQLFlexibleserversConfigurationsBad 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2023-01-01' = {
  name: 'require_secure_transport'
  properties: {
    value: 'off'  // bad: cleartext-azure-database
  }
}

resource DBforPostgreSQLFlexibleserversConfigurationsGood 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2023-01-01' = {
  name: 'require_secure_transport'
  properties: {
    value: true
  }
}

resource DBforPostgreSQLServersBad 'Microsoft.DBforPostgreSQL/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: 10  // bad: old-tls-azure
    sslEnforcement: true
  }
}

resource DBforPostgreSQLServersBad2 'Microsoft.DBforPostgreSQL/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
    sslEnforcement: 'disabled'  // bad: cleartext-azure-database
  }
}

resource DBforPostgreSQLServersGood 'Microsoft.DBforPostgreSQL/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
    sslEnforcement: true
  }
}

resource DBforPostgreSQLServersAbsent 'Microsoft.DBforPostgreSQL/servers@2023-01-01' = {  // bad: cleartext-azure-database
}

resource DataLakeStoreAccountsBad 'Microsoft.DataLakeStore/accounts@2023-01-01' = {
  properties: {
    encryptionState: 'disabled'  // bad: unencrypted-azure-disk
  }
}

resource DataLakeStoreAccountsGood 'Microsoft.DataLakeStore/accounts@2023-01-01' = {
  properties: {
    encryptionState: 'KMS'
  }
}

resource DevicesIothubsBad 'Microsoft.Devices/IotHubs@2023-01-01' = {
  properties: {
    minTlsVersion: 10  // bad: old-tls-azure
  }
}

resource DevicesIothubsGood 'Microsoft.Devices/IotHubs@2023-01-01' = {
  properties: {
    minTlsVersion: true
  }
}

resource DocumentDBDatabaseaccountsBad 'Microsoft.DocumentDB/databaseAccounts@2023-01-01' = {
  properties: {
    minimalTlsVersion: 10  // bad: old-tls-azure
  }
}

resource DocumentDBDatabaseaccountsGood 'Microsoft.DocumentDB/databaseAccounts@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
  }
}

resource EventHubNamespacesBad 'Microsoft.EventHub/namespaces@2023-01-01' = {
  properties: {
    minimumTlsVersion: 10  // bad: old-tls-azure
  }
}

resource EventHubNamespacesGood 'Microsoft.EventHub/namespaces@2023-01-01' = {
  properties: {
    minimumTlsVersion: true
  }
}

resource KeyVaultVaultsKeysBad 'Microsoft.KeyVault/vaults/keys@2023-01-01' = {
  properties: {
    keySize: 2047  // bad: weak-azure-key
  }
}

resource KeyVaultVaultsKeysGood 'Microsoft.KeyVault/vaults/keys@2023-01-01' = {
  properties: {
    keySize: 4096
  }
}

resource KustoClustersBad 'Microsoft.Kusto/clusters@2023-01-01' = {
  properties: {
    enableDiskEncryption: false  // bad: unencrypted-azure-disk
  }
}

resource KustoClustersGood 'Microsoft.Kusto/clusters@2023-01-01' = {
  properties: {
    enableDiskEncryption: true
  }
}

resource NetworkApplicationgatewaysBad 'Microsoft.Network/applicationGateways@2023-01-01' = {
  properties: {
    sslPolicy: {
      policyName: 'AppGwSslPolicy20150501'  // bad: old-tls-azure-gateway
      minProtocolVersion: 'HTTPS'
    }
  }
}

resource NetworkApplicationgatewaysBad2 'Microsoft.Network/applicationGateways@2023-01-01' = {
  properties: {
    sslPolicy: {
      policyName: 'ELBSecurityPolicy-TLS13-1-2-2021-06'
      minProtocolVersion: 'TLSv1_0'  // bad: old-tls-azure-gateway
    }
  }
}

resource NetworkApplicationgatewaysGood 'Microsoft.Network/applicationGateways@2023-01-01' = {
  properties: {
    sslPolicy: {
      policyName: 'ELBSecurityPolicy-TLS13-1-2-2021-06'
      minProtocolVersion: 'HTTPS'
    }
  }
}

resource ServiceBusNamespacesBad 'Microsoft.ServiceBus/namespaces@2023-01-01' = {
  properties: {
    minimumTlsVersion: 10  // bad: old-tls-azure
  }
}

resource ServiceBusNamespacesGood 'Microsoft.ServiceBus/namespaces@2023-01-01' = {
  properties: {
    minimumTlsVersion: true
  }
}

resource SqlManagedinstancesBad 'Microsoft.Sql/managedInstances@2023-01-01' = {
  properties: {
    minimalTlsVersion: 10  // bad: old-tls-azure
  }
}

resource SqlManagedinstancesGood 'Microsoft.Sql/managedInstances@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
  }
}

resource SqlServersBad 'Microsoft.Sql/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: 10  // bad: old-tls-azure
  }
}

resource SqlServersGood 'Microsoft.Sql/servers@2023-01-01' = {
  properties: {
    minimalTlsVersion: true
  }
}

resource SqlServersDatabasesTransparentdataencryptionBad 'Microsoft.Sql/servers/databases/transparentDataEncryption@2023-01-01' = {
  properties: {
    status: 'disabled'  // bad: unencrypted-azure-disk
  }
}

resource SqlServersDatabasesTransparentdataencryptionGood 'Microsoft.Sql/servers/databases/transparentDataEncryption@2023-01-01' = {
  properties: {
    status: true
  }
}

resource StorageStorageaccountsBad 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  properties: {
    supportsHttpsTrafficOnly: false  // bad: cleartext-azure-storage
    minimumTlsVersion: true
    encryption: {
      services: {
        blob: {
          enabled: true
        }
      }
    }
  }
}

resource StorageStorageaccountsBad2 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  properties: {
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: 10  // bad: old-tls-azure
    encryption: {
      services: {
        blob: {
          enabled: true
        }
      }
    }
  }
}

resource StorageStorageaccountsBad3 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  properties: {
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: true
    encryption: {
      services: {
        blob: {
          enabled: false  // bad: unencrypted-azure-disk
        }
      }
    }
  }
}

resource StorageStorageaccountsGood 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  properties: {
    supportsHttpsTrafficOnly: true
    minimumTlsVersion: true
    encryption: {
      services: {
        blob: {
          enabled: true
        }
      }
    }
  }
}

resource WebSitesBad 'Microsoft.Web/sites@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: 10  // bad: old-tls-azure
      ftpsState: true
    }
    httpsOnly: true
  }
}

resource WebSitesBad2 'Microsoft.Web/sites@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: true
      ftpsState: true
    }
    httpsOnly: false  // bad: cleartext-azure-app
  }
}

resource WebSitesBad3 'Microsoft.Web/sites@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: true
      ftpsState: 'allallowed'  // bad: cleartext-azure-app
    }
    httpsOnly: true
  }
}

resource WebSitesGood 'Microsoft.Web/sites@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: true
      ftpsState: true
    }
    httpsOnly: true
  }
}

resource WebSitesAbsent 'Microsoft.Web/sites@2023-01-01' = {  // bad: cleartext-azure-app
}

resource WebSitesSlotsBad 'Microsoft.Web/sites/slots@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: 10  // bad: old-tls-azure
      ftpsState: true
    }
    httpsOnly: true
  }
}

resource WebSitesSlotsBad2 'Microsoft.Web/sites/slots@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: true
      ftpsState: true
    }
    httpsOnly: false  // bad: cleartext-azure-app
  }
}

resource WebSitesSlotsBad3 'Microsoft.Web/sites/slots@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: true
      ftpsState: 'allallowed'  // bad: cleartext-azure-app
    }
    httpsOnly: true
  }
}

resource WebSitesSlotsGood 'Microsoft.Web/sites/slots@2023-01-01' = {
  properties: {
    siteConfig: {
      minTlsVersion: true
      ftpsState: true
    }
    httpsOnly: true
  }
}

resource WebSitesSlotsAbsent 'Microsoft.Web/sites/slots@2023-01-01' = {  // bad: cleartext-azure-app
}
