resource StorageStorageaccountsSilent 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: 'records'
}

resource CacheRedisSilent 'Microsoft.Cache/Redis@2023-01-01' = {
  name: 'records'
}

resource DevicesIothubsSilent 'Microsoft.Devices/IotHubs@2023-01-01' = {
  name: 'records'
}

resource DocumentdbDatabaseaccountsSilent 'Microsoft.DocumentDB/databaseAccounts@2023-01-01' = {
  name: 'records'
}

resource EventhubNamespacesSilent 'Microsoft.EventHub/namespaces@2023-01-01' = {
  name: 'records'
}

resource ServicebusNamespacesSilent 'Microsoft.ServiceBus/namespaces@2023-01-01' = {
  name: 'records'
}

resource SqlManagedinstancesSilent 'Microsoft.Sql/managedInstances@2023-01-01' = {
  name: 'records'
}

resource SqlServersSilent 'Microsoft.Sql/servers@2023-01-01' = {
  name: 'records'
}

resource DbformysqlFlexibleserversConfigurationsSilent 'Microsoft.DBforMySQL/flexibleServers/configurations@2023-01-01' = {
  name: 'records'
}

resource DbforpostgresqlFlexibleserversConfigurationsSilent 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2023-01-01' = {
  name: 'records'
}

resource ApimanagementServiceApisSilent 'Microsoft.ApiManagement/service/apis@2023-01-01' = {
  name: 'records'
}

resource AppContainerappsSilent 'Microsoft.App/containerApps@2023-01-01' = {
  name: 'records'
}

resource AppplatformSpringAppsSilent 'Microsoft.AppPlatform/Spring/apps@2023-01-01' = {
  name: 'records'
}

resource CdnProfilesEndpointsSilent 'Microsoft.Cdn/profiles/endpoints@2023-01-01' = {
  name: 'records'
}

resource ApimanagementServiceSilent 'Microsoft.ApiManagement/service@2023-01-01' = {
  name: 'records'
}

resource NetworkApplicationgatewaysSilent 'Microsoft.Network/applicationGateways@2023-01-01' = {
  name: 'records'
}

resource AutomationAutomationaccountsVariablesSilent 'Microsoft.Automation/automationAccounts/variables@2023-01-01' = {  // bad: unencrypted-azure-host
  name: 'records'
}

resource ComputeDisksSilent 'Microsoft.Compute/disks@2023-01-01' = {
  name: 'records'
}

resource ComputeSnapshotsSilent 'Microsoft.Compute/snapshots@2023-01-01' = {
  name: 'records'
}

resource ComputeVirtualmachinesSilent 'Microsoft.Compute/virtualMachines@2023-01-01' = {  // bad: unencrypted-azure-host
  name: 'records'
}

resource ComputeVirtualmachinescalesetsSilent 'Microsoft.Compute/virtualMachineScaleSets@2023-01-01' = {  // bad: unencrypted-azure-host
  name: 'records'
}

resource DatalakestoreAccountsSilent 'Microsoft.DataLakeStore/accounts@2023-01-01' = {
  name: 'records'
}

resource KustoClustersSilent 'Microsoft.Kusto/clusters@2023-01-01' = {
  name: 'records'
}

resource SqlServersDatabasesTransparentdataencryptionSilent 'Microsoft.Sql/servers/databases/transparentDataEncryption@2023-01-01' = {
  name: 'records'
}

resource KeyvaultVaultsKeysSilent 'Microsoft.KeyVault/vaults/keys@2023-01-01' = {
  name: 'records'
}
