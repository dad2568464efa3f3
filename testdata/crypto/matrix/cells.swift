// Families that Swift has beside those of families.swift.

let overPlain = false

func cookies(id: String) {
    HTTPCookies.Value(string: id, isSecure: false) // bad: insecure-cookie
    HTTPCookies.Value(string: id, isSecure: true) // good: insecure-cookie
    HTTPCookies.Value(
        string: id,
        isSecure: overPlain // bad: insecure-cookie, lines constant
    )
    var chosen = false
    chosen = true
    HTTPCookies.Value(string: id, isSecure: chosen) // good: insecure-cookie, overwritten
    var kept = true
    kept = false
    HTTPCookies.Value(string: id, isSecure: kept) // bad: insecure-cookie, spoiled
}

func scriptAccess(id: String) {
    HTTPCookies.Value(string: id, isHTTPOnly: false) // bad: cookie-without-httponly
    HTTPCookies.Value(string: id, isHTTPOnly: true) // good: cookie-without-httponly
    HTTPCookies.Value(
        string: id,
        isHTTPOnly: overPlain // bad: cookie-without-httponly, lines constant
    )
    var chosen = false
    chosen = true
    HTTPCookies.Value(string: id, isHTTPOnly: chosen) // good: cookie-without-httponly, overwritten
    var kept = true
    kept = false
    HTTPCookies.Value(string: id, isHTTPOnly: kept) // bad: cookie-without-httponly, spoiled
}

func shells(host: String) async throws {
    try await SSHClient.connect(host: host, hostKeyValidator: .acceptAnything()) // bad: ssh-host-key-unchecked
    try await SSHClient.connect(host: host, hostKeyValidator: .trustedKeys(keys)) // good: ssh-host-key-unchecked
    try await SSHClient.connect(
        host: host,
        hostKeyValidator: .acceptAnything() // bad: ssh-host-key-unchecked, lines
    )
}

let fhirUrl = "http://records.clinic.zz/fhir" // bad: cleartext-endpoint
let apiUrl = "https://records.clinic.zz/fhir" // good: cleartext-endpoint

func pseudonym(patient: Patient) {
    SHA256.hash( // bad: hashed-identifier, lines
        data: Data(patient.ssn.utf8)
    )
}

func token() -> String {
    let token = String(
        drand48() // bad: weak-random, lines
    )
    return token
}

func lines(configuration: URLSessionConfiguration) throws {
    configuration.tlsMinimumSupportedProtocolVersion =
        tls_protocol_version_t.TLSv10 // bad: old-tls-version, lines
    try JWT(claims: claims)
        .sign(using: .none) // bad: jwt-verification-disabled, lines
}
