class Planner {
    fun plan(route: Route) {
        if (ConnectionSpec.CLEARTEXT !in route.specs) throw IOException()
        val version = if (source.exhausted()) TlsVersion.SSL_3_0 else read()
        val client = OkHttpClient.Builder().connectionSpecs(listOf(ConnectionSpec.CLEARTEXT)) // bad: cleartext-protocol
        spec.tlsVersions(TlsVersion.TLS_1_2, TlsVersion.TLS_1_1) // bad: old-tls-version
    }

    fun inMemory(password: CharArray = "password".toCharArray()): KeyManagerFactory {
        val store = KeyStore.getInstance("PKCS12")
        store.load(null, password)
        val factory = KeyManagerFactory.getInstance("PKIX")
        factory.init(store, password)
        return factory
    }
}
