client.registerInterceptor(new BasicAuthInterceptor("ward", "nPtoMXf<>ILUvKTz")); «hapi-fhir-client-login»
client.registerInterceptor(new BearerTokenAuthInterceptor("b1AwXBqfNyo3zt9mV6Bd<>FLd0n1PzeLTTWvVxLEqq")); «hapi-fhir-client-login»
