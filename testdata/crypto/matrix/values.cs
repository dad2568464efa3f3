using System.Security.Cryptography;
using Checks = Microsoft.IdentityModel.Tokens.TokenValidationParameters;
using Ciphers = System.Security.Cryptography.SymmetricAlgorithm;
using Clients = FellowOakDicom.Network.Client.DicomClientFactory;
using Codes = System.Security.Cryptography.HMAC;
using DatabaseRequest = Amazon.RDS.Model.CreateDBInstanceRequest;
using Digests = System.Security.Cryptography.HashAlgorithm;
using Flags = Microsoft.AspNetCore.Http.CookieOptions;
using Keys = System.Security.Cryptography.RSA;
using Names = System.Security.Cryptography.HashAlgorithmName;
using Paddings = System.Security.Cryptography.RSAEncryptionPadding;
using SigningKey = Microsoft.IdentityModel.Tokens.SymmetricSecurityKey;
using Stretch = System.Security.Cryptography.Rfc2898DeriveBytes;
using Suites2 = System.Net.Security.CipherSuitesPolicy;

// Where a value comes from: a constant, a call over lines, a local that is overwritten, either way round.
class Values
{
    const string WeakHash = "MD5";
    const string WeakMac = "HMACMD5";
    const string LegacyMac = "HMACSHA1";
    static readonly HashAlgorithmName WeakSignature = HashAlgorithmName.SHA1;
    const string Broken = "DES";
    const string Legacy = "TripleDES";
    const string Vector = "sixteen-letters!";
    const string KeyBytes = "harbour-light-16";
    const string Grains = "grains-of-salt";
    const int Rounds = 1000;
    const int Bits = 1024;
    static readonly CipherMode Blocks = CipherMode.ECB; // bad: ecb-mode, constant
    static readonly Validator Check = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator; // bad: certificate-check-disabled, constant
    static readonly SslProtocols OldVersion = SslProtocols.Tls11; // bad: old-tls-version, constant
    static readonly TlsCipherSuite Suites = TlsCipherSuite.TLS_RSA_WITH_RC4_128_MD5;
    static readonly RSAEncryptionPadding PlainPadding = RSAEncryptionPadding.Pkcs1;
    const bool Signing = false;
    const string TokenKey = "harbour-light-16";
    const bool OverPlain = false;
    const bool ScriptAccess = false;
    const bool Sealed = false;
    const bool AtRest = false;

    void Digest(string word, byte[] salt, byte[] key, byte[] iv)
    {
        HashAlgorithm.Create(WeakHash); // bad: weak-hash, constant
        HashAlgorithm.Create( // over lines
            "MD5" // bad: weak-hash, lines
        );
        Digests.Create("MD5"); // bad: weak-hash, alias
        var chosen = "MD5";
        chosen = "SHA256";
        HashAlgorithm.Create(chosen); // good: weak-hash, overwritten
        var kept = "SHA256";
        kept = "MD5";
        HashAlgorithm.Create(kept); // bad: weak-hash, spoiled
    }

    void Mac(string word, byte[] salt, byte[] key, byte[] iv)
    {
        HMAC.Create(WeakMac); // bad: weak-mac, constant
        HMAC.Create(
            "HMACMD5" // bad: weak-mac, lines
        );
        Codes.Create("HMACMD5"); // bad: weak-mac, alias
        var chosen = "HMACMD5";
        chosen = "HMACSHA256";
        HMAC.Create(chosen); // good: weak-mac, overwritten
        var kept = "HMACSHA256";
        kept = "HMACMD5";
        HMAC.Create(kept); // bad: weak-mac, spoiled
    }

    void LegacyMac(string word, byte[] salt, byte[] key, byte[] iv)
    {
        HMAC.Create(LegacyMac); // bad: legacy-mac, constant
        HMAC.Create(
            "HMACSHA1" // bad: legacy-mac, lines
        );
        Codes.Create("HMACSHA1"); // bad: legacy-mac, alias
        var chosen = "HMACSHA1";
        chosen = "HMACSHA256";
        HMAC.Create(chosen); // good: legacy-mac, overwritten
        var kept = "HMACSHA256";
        kept = "HMACSHA1";
        HMAC.Create(kept); // bad: legacy-mac, spoiled
    }

    void Signature(string word, byte[] salt, byte[] key, byte[] iv)
    {
        rsa.SignData(key, WeakSignature, RSASignaturePadding.Pss); // bad: weak-signature, constant
        rsa.SignData(
            key,
            HashAlgorithmName.SHA1, // bad: weak-signature, lines
            RSASignaturePadding.Pss
        );
        rsa.SignData(key, Names.SHA1, RSASignaturePadding.Pss); // bad: weak-signature, alias
        var chosen = HashAlgorithmName.SHA1;
        chosen = HashAlgorithmName.SHA256;
        rsa.SignData(key, chosen, RSASignaturePadding.Pss); // good: weak-signature, overwritten
        var kept = HashAlgorithmName.SHA256;
        kept = HashAlgorithmName.SHA1;
        rsa.SignData(key, kept, RSASignaturePadding.Pss); // bad: weak-signature, spoiled
    }

    void Cipher(string word, byte[] salt, byte[] key, byte[] iv)
    {
        SymmetricAlgorithm.Create(Broken); // bad: broken-cipher, constant
        SymmetricAlgorithm.Create(
            "DES" // bad: broken-cipher, lines
        );
        Ciphers.Create("DES"); // bad: broken-cipher, alias
        var chosen = "DES";
        chosen = "AES";
        SymmetricAlgorithm.Create(chosen); // good: broken-cipher, overwritten
        var kept = "AES";
        kept = "DES";
        SymmetricAlgorithm.Create(kept); // bad: broken-cipher, spoiled
    }

    void LegacyCipher(string word, byte[] salt, byte[] key, byte[] iv)
    {
        SymmetricAlgorithm.Create(Legacy); // bad: legacy-cipher, constant
        SymmetricAlgorithm.Create(
            "TripleDES" // bad: legacy-cipher, lines
        );
        Ciphers.Create("TripleDES"); // bad: legacy-cipher, alias
        var chosen = "TripleDES";
        chosen = "AES";
        SymmetricAlgorithm.Create(chosen); // good: legacy-cipher, overwritten
        var kept = "AES";
        kept = "TripleDES";
        SymmetricAlgorithm.Create(kept); // bad: legacy-cipher, spoiled
    }

    void Vector(string word, byte[] salt, byte[] key, byte[] iv)
    {
        aes.CreateEncryptor(key, Encoding.UTF8.GetBytes(Vector)); // bad: static-iv, constant
        aes.CreateEncryptor(
            key,
            Encoding.UTF8.GetBytes("sixteen-letters!") // bad: static-iv, lines
        );
        var chosen = Encoding.UTF8.GetBytes("sixteen-letters!");
        chosen = RandomNumberGenerator.GetBytes(16);
        aes.CreateEncryptor(key, chosen); // good: static-iv, overwritten
        var kept = RandomNumberGenerator.GetBytes(16);
        kept = Encoding.UTF8.GetBytes("sixteen-letters!");
        aes.CreateEncryptor(key, kept); // bad: static-iv, spoiled
    }

    void Key(string word, byte[] salt, byte[] key, byte[] iv)
    {
        aes.CreateEncryptor(Encoding.UTF8.GetBytes(KeyBytes), iv); // bad: hard-coded-crypto-key, constant
        aes.CreateEncryptor(
            Encoding.UTF8.GetBytes("harbour-light-16"), // bad: hard-coded-crypto-key, lines
            iv
        );
        var chosen = Encoding.UTF8.GetBytes("harbour-light-16");
        chosen = vault.Fetch("records");
        aes.CreateEncryptor(chosen, iv); // good: hard-coded-crypto-key, overwritten
        var kept = vault.Fetch("records");
        kept = Encoding.UTF8.GetBytes("harbour-light-16");
        aes.CreateEncryptor(kept, iv); // bad: hard-coded-crypto-key, spoiled
    }

    void Salt(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new Rfc2898DeriveBytes(word, Encoding.UTF8.GetBytes(Grains), 600000, HashAlgorithmName.SHA256); // bad: static-salt, constant
        new Rfc2898DeriveBytes(
            word,
            Encoding.UTF8.GetBytes("grains-of-salt"), // bad: static-salt, lines
            600000,
            HashAlgorithmName.SHA256
        );
        new Stretch(word, Encoding.UTF8.GetBytes("grains-of-salt"), 600000, HashAlgorithmName.SHA256); // bad: static-salt, alias
        var chosen = Encoding.UTF8.GetBytes("grains-of-salt");
        chosen = RandomNumberGenerator.GetBytes(16);
        new Rfc2898DeriveBytes(word, chosen, 600000, HashAlgorithmName.SHA256); // good: static-salt, overwritten
        var kept = RandomNumberGenerator.GetBytes(16);
        kept = Encoding.UTF8.GetBytes("grains-of-salt");
        new Rfc2898DeriveBytes(word, kept, 600000, HashAlgorithmName.SHA256); // bad: static-salt, spoiled
    }

    void Derive(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new Rfc2898DeriveBytes(word, salt, Rounds, HashAlgorithmName.SHA256); // bad: weak-kdf-iterations, constant
        new Rfc2898DeriveBytes( // bad: weak-kdf-iterations, lines
            word,
            salt,
            1000,
            HashAlgorithmName.SHA256
        );
        new Stretch(word, salt, 1000, HashAlgorithmName.SHA256); // bad: weak-kdf-iterations, alias
        var chosen = 1000;
        chosen = 600000;
        new Rfc2898DeriveBytes(word, salt, chosen, HashAlgorithmName.SHA256); // good: weak-kdf-iterations, overwritten
        var kept = 600000;
        kept = 1000;
        new Rfc2898DeriveBytes(word, salt, kept, HashAlgorithmName.SHA256); // bad: weak-kdf-iterations, spoiled
    }

    void Size(string word, byte[] salt, byte[] key, byte[] iv)
    {
        RSA.Create(Bits); // bad: small-key, constant
        RSA.Create(
            1024 // bad: small-key, lines
        );
        Keys.Create(1024); // bad: small-key, alias
        var chosen = 1024;
        chosen = 3072;
        RSA.Create(chosen); // good: small-key, overwritten
        var kept = 3072;
        kept = 1024;
        RSA.Create(kept); // bad: small-key, spoiled
    }

    void Mode(string word, byte[] salt, byte[] key, byte[] iv)
    {
        aes.Mode = Blocks;
        var chosen = CipherMode.ECB;
        chosen = CipherMode.CBC;
        aes.Mode = chosen; // good: ecb-mode, overwritten
        var kept = CipherMode.CBC;
        kept = CipherMode.ECB; // bad: ecb-mode, spoiled
        aes.Mode = kept;
    }

    void Certificate(string word, byte[] salt, byte[] key, byte[] iv)
    {
        handler.ServerCertificateCustomValidationCallback = Check;
        var chosen = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;
        chosen = pinned.Validate;
        handler.ServerCertificateCustomValidationCallback = chosen; // good: certificate-check-disabled, overwritten
        var kept = pinned.Validate;
        kept = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator; // bad: certificate-check-disabled, spoiled
        handler.ServerCertificateCustomValidationCallback = kept;
    }

    void Protocol(string word, byte[] salt, byte[] key, byte[] iv)
    {
        stream.AuthenticateAsClient(host, null, OldVersion, true);
        stream.AuthenticateAsClient(
            host,
            null,
            SslProtocols.Tls11, // bad: old-tls-version, lines
            true
        );
        var chosen = SslProtocols.Tls11;
        chosen = SslProtocols.Tls12;
        stream.AuthenticateAsClient(host, null, chosen, true); // good: old-tls-version, overwritten
        var kept = SslProtocols.Tls12;
        kept = SslProtocols.Tls11; // bad: old-tls-version, spoiled
        stream.AuthenticateAsClient(host, null, kept, true);
    }

    void Suite(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new CipherSuitesPolicy(new[] { Suites }); // bad: weak-cipher-suite, constant
        new CipherSuitesPolicy(
            new[] { TlsCipherSuite.TLS_RSA_WITH_RC4_128_MD5 } // bad: weak-cipher-suite, lines
        );
        new Suites2(new[] { TlsCipherSuite.TLS_RSA_WITH_RC4_128_MD5 }); // bad: weak-cipher-suite, alias
        var chosen = TlsCipherSuite.TLS_RSA_WITH_RC4_128_MD5;
        chosen = TlsCipherSuite.TLS_AES_256_GCM_SHA384;
        new CipherSuitesPolicy(new[] { chosen }); // good: weak-cipher-suite, overwritten
        var kept = TlsCipherSuite.TLS_AES_256_GCM_SHA384;
        kept = TlsCipherSuite.TLS_RSA_WITH_RC4_128_MD5;
        new CipherSuitesPolicy(new[] { kept }); // bad: weak-cipher-suite, spoiled
    }

    void Padding(string word, byte[] salt, byte[] key, byte[] iv)
    {
        rsa.Encrypt(key, PlainPadding); // bad: rsa-without-oaep, constant
        rsa.Encrypt(
            key,
            RSAEncryptionPadding.Pkcs1 // bad: rsa-without-oaep, lines
        );
        rsa.Encrypt(key, Paddings.Pkcs1); // bad: rsa-without-oaep, alias
        var chosen = RSAEncryptionPadding.Pkcs1;
        chosen = RSAEncryptionPadding.OaepSHA256;
        rsa.Encrypt(key, chosen); // good: rsa-without-oaep, overwritten
        var kept = RSAEncryptionPadding.OaepSHA256;
        kept = RSAEncryptionPadding.Pkcs1;
        rsa.Encrypt(key, kept); // bad: rsa-without-oaep, spoiled
    }

    void Claims(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new TokenValidationParameters { ValidateIssuerSigningKey = Signing }; // bad: jwt-verification-disabled, constant
        new TokenValidationParameters {
            ValidateIssuerSigningKey = false // bad: jwt-verification-disabled, lines
        };
        new Checks { ValidateIssuerSigningKey = false }; // bad: jwt-verification-disabled, alias
        var chosen = false;
        chosen = true;
        new TokenValidationParameters { ValidateIssuerSigningKey = chosen }; // good: jwt-verification-disabled, overwritten
        var kept = true;
        kept = false;
        new TokenValidationParameters { ValidateIssuerSigningKey = kept }; // bad: jwt-verification-disabled, spoiled
    }

    void TokenKey(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new SymmetricSecurityKey(Encoding.UTF8.GetBytes(TokenKey)); // bad: hard-coded-jwt-key, constant
        new SymmetricSecurityKey(
            Encoding.UTF8.GetBytes("harbour-light-16") // bad: hard-coded-jwt-key, lines
        );
        new SigningKey(Encoding.UTF8.GetBytes("harbour-light-16")); // bad: hard-coded-jwt-key, alias
        var chosen = Encoding.UTF8.GetBytes("harbour-light-16");
        chosen = vault.Fetch("jwt");
        new SymmetricSecurityKey(chosen); // good: hard-coded-jwt-key, overwritten
        var kept = vault.Fetch("jwt");
        kept = Encoding.UTF8.GetBytes("harbour-light-16");
        new SymmetricSecurityKey(kept); // bad: hard-coded-jwt-key, spoiled
    }

    void Cookie(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new CookieOptions { Secure = OverPlain }; // bad: insecure-cookie, constant
        new CookieOptions { // bad: insecure-cookie, lines
            Secure = false
        };
        new Flags { Secure = false }; // bad: insecure-cookie, alias
        var chosen = false;
        chosen = true;
        new CookieOptions { Secure = chosen }; // good: insecure-cookie, overwritten
        var kept = true;
        kept = false;
        new CookieOptions { Secure = kept }; // bad: insecure-cookie, spoiled
    }

    void ScriptAccess(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new CookieOptions { HttpOnly = ScriptAccess }; // bad: cookie-without-httponly, constant
        new CookieOptions {
            HttpOnly = false // bad: cookie-without-httponly, lines
        };
        new Flags { HttpOnly = false }; // bad: cookie-without-httponly, alias
        var chosen = false;
        chosen = true;
        new CookieOptions { HttpOnly = chosen }; // good: cookie-without-httponly, overwritten
        var kept = true;
        kept = false;
        new CookieOptions { HttpOnly = kept }; // bad: cookie-without-httponly, spoiled
    }

    void Transport(string word, byte[] salt, byte[] key, byte[] iv)
    {
        DicomClientFactory.Create(host, 104, Sealed, "SCU", "ANY"); // bad: cleartext-protocol, constant
        DicomClientFactory.Create(
            host,
            104,
            false, // bad: cleartext-protocol, lines
            "SCU",
            "ANY"
        );
        Clients.Create(host, 104, false, "SCU", "ANY"); // bad: cleartext-protocol, alias
        var chosen = false;
        chosen = true;
        DicomClientFactory.Create(host, 104, chosen, "SCU", "ANY"); // good: cleartext-protocol, overwritten
        var kept = true;
        kept = false;
        DicomClientFactory.Create(host, 104, kept, "SCU", "ANY"); // bad: cleartext-protocol, spoiled
    }

    void Storage(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new CreateDBInstanceRequest { StorageEncrypted = AtRest }; // bad: unencrypted-storage, constant
        new CreateDBInstanceRequest {
            StorageEncrypted = false // bad: unencrypted-storage, lines
        };
        new DatabaseRequest { StorageEncrypted = false }; // bad: unencrypted-storage, alias
        var chosen = false;
        chosen = true;
        new CreateDBInstanceRequest { StorageEncrypted = chosen }; // good: unencrypted-storage, overwritten
        var kept = true;
        kept = false;
        new CreateDBInstanceRequest { StorageEncrypted = kept }; // bad: unencrypted-storage, spoiled
    }
}
