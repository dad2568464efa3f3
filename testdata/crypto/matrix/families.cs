using System.Security.Cryptography;
using Digest = System.Security.Cryptography.MD5;

class Families
{
    const string Weak = "MD5";
    const string Secret = "harbour-light-16";
    const int Rounds = 1000;
    const int Bits = 1024;

    void Hash(byte[] data)
    {
        MD5.HashData(data); // bad: weak-hash
        HashAlgorithm.Create( // by name
            "SHA1" // bad: weak-hash, lines
        );
        Digest.Create(); // bad: weak-hash, alias
        HashAlgorithm.Create(Weak); // bad: weak-hash, constant
        HashAlgorithm.Create(Configuration["Digest"] ?? "MD5"); // bad: weak-hash, property
        var name = "MD5";
        name = "SHA256";
        HashAlgorithm.Create(name); // good: weak-hash, overwritten
        SHA256.HashData(data); // good: weak-hash
    }

    void Ciphers()
    {
        DES.Create(); // bad: broken-cipher
        var old = new
            RC2CryptoServiceProvider(); // bad: broken-cipher, lines
        TripleDES.Create(); // bad: legacy-cipher
        Aes.Create(); // good: broken-cipher
        new AesGcm(key, 16); // good: legacy-cipher
    }

    void Mode(Aes aes)
    {
        aes.Mode = CipherMode.ECB; // bad: ecb-mode
        aes.Mode =
            CipherMode.ECB; // bad: ecb-mode, lines
        aes.Mode = CipherMode.CBC; // good: ecb-mode
    }

    void Vector(Aes aes, byte[] key)
    {
        aes.IV = Encoding.UTF8.GetBytes("sixteen-letters!"); // bad: static-iv
        aes.CreateEncryptor(
            key,
            Encoding.UTF8.GetBytes(Secret)); // bad: static-iv, lines constant
        var iv = Encoding.UTF8.GetBytes("sixteen-letters!");
        iv = RandomNumberGenerator.GetBytes(16);
        aes.CreateEncryptor(key, iv); // good: static-iv, overwritten
    }

    void Keys(Aes aes, byte[] iv)
    {
        aes.CreateEncryptor(Encoding.UTF8.GetBytes("harbour-light-16"), iv); // bad: hard-coded-crypto-key
        new HMACSHA256(
            Encoding.UTF8.GetBytes(Secret)); // bad: hard-coded-crypto-key, lines constant
        var key = Encoding.UTF8.GetBytes("harbour-light-16");
        key = vault.Fetch("records");
        aes.CreateEncryptor(key, iv); // good: hard-coded-crypto-key, overwritten
    }

    void Salts(string word)
    {
        new Rfc2898DeriveBytes(word, Encoding.UTF8.GetBytes("grains-of-salt"), 600000, HashAlgorithmName.SHA256); // bad: static-salt
        new Rfc2898DeriveBytes(
            word,
            Encoding.UTF8.GetBytes(Secret), // bad: static-salt, lines constant
            600000,
            HashAlgorithmName.SHA256);
        var salt = Encoding.UTF8.GetBytes("grains-of-salt");
        salt = RandomNumberGenerator.GetBytes(16);
        new Rfc2898DeriveBytes(word, salt, 600000, HashAlgorithmName.SHA256); // good: static-salt, overwritten
    }

    void Derive(string word, byte[] salt)
    {
        new Rfc2898DeriveBytes(word, salt, 1000, HashAlgorithmName.SHA256); // bad: weak-kdf-iterations
        new Rfc2898DeriveBytes(
            word,
            salt,
            Rounds, // bad: weak-kdf-iterations, lines constant
            HashAlgorithmName.SHA256);
        var rounds = 1000;
        rounds = 600000;
        new Rfc2898DeriveBytes(word, salt, rounds, HashAlgorithmName.SHA256); // good: weak-kdf-iterations, overwritten
    }

    void Size()
    {
        RSA.Create(1024); // bad: small-key
        new RSACryptoServiceProvider(
            Bits); // bad: small-key, lines constant
        var bits = 1024;
        bits = 3072;
        RSA.Create(bits); // good: small-key, overwritten
    }

    string Token()
    {
        var token = new Random().Next().ToString(); // bad: weak-random
        var secret = RandomNumberGenerator.GetHexString(32); // good: weak-random
        return token + secret;
    }

    void Certificates(HttpClientHandler handler)
    {
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => true; // bad: certificate-check-disabled
        handler.ServerCertificateCustomValidationCallback = HttpClientHandler
            .DangerousAcceptAnyServerCertificateValidator; // bad: certificate-check-disabled, lines
        handler.ServerCertificateCustomValidationCallback = (message, certificate, chain, errors) => errors == SslPolicyErrors.None; // good: certificate-check-disabled
    }

    void Protocol()
    {
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls; // bad: old-tls-version
        stream.AuthenticateAsClient(host, null,
            SslProtocols.Tls11, // bad: old-tls-version, lines
            true);
        ServicePointManager.SecurityProtocol = SecurityProtocolType.Tls12; // good: old-tls-version
        new CipherSuitesPolicy(new[] { TlsCipherSuite.TLS_RSA_WITH_RC4_128_MD5 }); // bad: weak-cipher-suite
        new CipherSuitesPolicy(new[] { TlsCipherSuite.TLS_AES_256_GCM_SHA384 }); // good: weak-cipher-suite
    }

    void Wrap(RSA rsa, byte[] data)
    {
        rsa.Encrypt(data, RSAEncryptionPadding.Pkcs1); // bad: rsa-without-oaep
        rsa.Encrypt(
            data,
            RSAEncryptionPadding.Pkcs1); // bad: rsa-without-oaep, lines
        rsa.Encrypt(data, RSAEncryptionPadding.OaepSHA256); // good: rsa-without-oaep
    }

    void Claims()
    {
        new TokenValidationParameters { ValidateIssuerSigningKey = false }; // bad: jwt-verification-disabled
        new TokenValidationParameters { ValidateIssuerSigningKey = true }; // good: jwt-verification-disabled
        new SymmetricSecurityKey(Encoding.UTF8.GetBytes("harbour-light-16")); // bad: hard-coded-jwt-key
        new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Secret)); // bad: hard-coded-jwt-key, constant
        new SymmetricSecurityKey(vault.Fetch("jwt")); // good: hard-coded-jwt-key
    }

    void Cookies()
    {
        new CookieOptions { Secure = false }; // bad: insecure-cookie
        var safe = false;
        new CookieOptions
        {
            Secure = safe // bad: insecure-cookie, lines constant
        };
        safe = true;
        new CookieOptions { Secure = safe }; // good: insecure-cookie, overwritten
    }

    void Transport()
    {
        var mail = new SmtpClient("mail.larkspur-clinic.com") { EnableSsl = false }; // bad: cleartext-protocol
        var safe = new SmtpClient("mail.larkspur-clinic.com") { EnableSsl = true }; // good: cleartext-protocol
        DicomClientFactory.Create(host, 104, false, "SCU", "ANY"); // bad: cleartext-protocol
        DicomClientFactory.Create(host, 2762, true, "SCU", "ANY"); // good: cleartext-protocol
        request.EnableSsl = false; // bad: cleartext-protocol
    }

    void Shell(SshClient client)
    {
        client.HostKeyReceived += (sender, e) => { e.CanTrust = true; }; // bad: ssh-host-key-unchecked
        client.HostKeyReceived += (sender, e) => { e.CanTrust = known.SequenceEqual(e.FingerPrint); }; // good: ssh-host-key-unchecked
    }

    void Rest()
    {
        new CreateDBInstanceRequest { StorageEncrypted = false }; // bad: unencrypted-storage
        new CreateDBInstanceRequest { StorageEncrypted = true }; // good: unencrypted-storage
    }

    void Signing(byte[] key)
    {
        new HMACMD5(key); // bad: weak-mac
        new HMACSHA256(key); // good: weak-mac
        new HMACSHA1(key); // bad: legacy-mac
        new HMACSHA256(key); // good: legacy-mac
        rsa.SignData(data, HashAlgorithmName.SHA1, RSASignaturePadding.Pss); // bad: weak-signature
        rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pss); // good: weak-signature
    }

    byte[] Pseudonym(Patient patient, byte[] key)
    {
        var keyed = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(patient.Ssn)); // good: hashed-identifier
        return SHA256.HashData(Encoding.UTF8.GetBytes(patient.Ssn)); // bad: hashed-identifier
    }
}
