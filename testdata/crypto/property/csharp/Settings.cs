using System.Security.Cryptography;

// What configuration decides: appsettings.json holds the value, whatever the default in the code.
class Settings
{

    void Digest(string word, byte[] salt, byte[] key, byte[] iv)
    {
        HashAlgorithm.Create(Configuration["Records:Digest"]); // bad: weak-hash, property
        HashAlgorithm.Create(Configuration["Letters:Digest"] ?? "MD5"); // good: weak-hash, property
    }

    void Mac(string word, byte[] salt, byte[] key, byte[] iv)
    {
        HMAC.Create(Configuration["Records:Mac"]); // bad: weak-mac, property
        HMAC.Create(Configuration["Letters:Mac"] ?? "HMACMD5"); // good: weak-mac, property
    }

    void LegacyMac(string word, byte[] salt, byte[] key, byte[] iv)
    {
        HMAC.Create(Configuration["Records:LegacyMac"]); // bad: legacy-mac, property
        HMAC.Create(Configuration["Letters:LegacyMac"] ?? "HMACSHA1"); // good: legacy-mac, property
    }

    void Cipher(string word, byte[] salt, byte[] key, byte[] iv)
    {
        SymmetricAlgorithm.Create(Configuration["Records:Cipher"]); // bad: broken-cipher, property
        SymmetricAlgorithm.Create(Configuration["Letters:Cipher"] ?? "DES"); // good: broken-cipher, property
    }

    void LegacyCipher(string word, byte[] salt, byte[] key, byte[] iv)
    {
        SymmetricAlgorithm.Create(Configuration["Records:LegacyCipher"]); // bad: legacy-cipher, property
        SymmetricAlgorithm.Create(Configuration["Letters:LegacyCipher"] ?? "TripleDES"); // good: legacy-cipher, property
    }

    void Vector(string word, byte[] salt, byte[] key, byte[] iv)
    {
        aes.CreateEncryptor(key, Encoding.UTF8.GetBytes(Configuration["Records:Vector"] ?? "sixteen-letters!")); // bad: static-iv, property
        aes.CreateEncryptor(key, Encoding.UTF8.GetBytes(Configuration["Letters:Vector"])); // good: static-iv, property
    }

    void Key(string word, byte[] salt, byte[] key, byte[] iv)
    {
        aes.CreateEncryptor(Encoding.UTF8.GetBytes(Configuration["Records:Key"] ?? "harbour-light-16"), iv); // bad: hard-coded-crypto-key, property
        aes.CreateEncryptor(Encoding.UTF8.GetBytes(Configuration["Letters:Key"]), iv); // good: hard-coded-crypto-key, property
    }

    void Salt(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new Rfc2898DeriveBytes(word, Encoding.UTF8.GetBytes(Configuration["Records:Salt"] ?? "grains-of-salt"), 600000, HashAlgorithmName.SHA256); // bad: static-salt, property
        new Rfc2898DeriveBytes(word, Encoding.UTF8.GetBytes(Configuration["Letters:Salt"]), 600000, HashAlgorithmName.SHA256); // good: static-salt, property
    }

    void Derive(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new Rfc2898DeriveBytes(word, salt, Configuration.GetValue<int>("Records:Derive"), HashAlgorithmName.SHA256); // bad: weak-kdf-iterations, property
        new Rfc2898DeriveBytes(word, salt, Configuration.GetValue<int>("Letters:Derive", 1000), HashAlgorithmName.SHA256); // good: weak-kdf-iterations, property
    }

    void Size(string word, byte[] salt, byte[] key, byte[] iv)
    {
        RSA.Create(Configuration.GetValue<int>("Records:Size")); // bad: small-key, property
        RSA.Create(Configuration.GetValue<int>("Letters:Size", 1024)); // good: small-key, property
    }

    void Claims(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new TokenValidationParameters { ValidateIssuerSigningKey = Configuration.GetValue<bool>("Records:Claims") }; // bad: jwt-verification-disabled, property
        new TokenValidationParameters { ValidateIssuerSigningKey = Configuration.GetValue<bool>("Letters:Claims", false) }; // good: jwt-verification-disabled, property
    }

    void TokenKey(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Configuration["Records:TokenKey"] ?? "harbour-light-16")); // bad: hard-coded-jwt-key, property
        new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Configuration["Letters:TokenKey"])); // good: hard-coded-jwt-key, property
    }

    void Cookie(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new CookieOptions { Secure = Configuration.GetValue<bool>("Records:Cookie") }; // bad: insecure-cookie, property
        new CookieOptions { Secure = Configuration.GetValue<bool>("Letters:Cookie", false) }; // good: insecure-cookie, property
    }

    void ScriptAccess(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new CookieOptions { HttpOnly = Configuration.GetValue<bool>("Records:ScriptAccess") }; // bad: cookie-without-httponly, property
        new CookieOptions { HttpOnly = Configuration.GetValue<bool>("Letters:ScriptAccess", false) }; // good: cookie-without-httponly, property
    }

    void Transport(string word, byte[] salt, byte[] key, byte[] iv)
    {
        DicomClientFactory.Create(host, 104, Configuration.GetValue<bool>("Records:Transport"), "SCU", "ANY"); // bad: cleartext-protocol, property
        DicomClientFactory.Create(host, 104, Configuration.GetValue<bool>("Letters:Transport", false), "SCU", "ANY"); // good: cleartext-protocol, property
    }

    void Storage(string word, byte[] salt, byte[] key, byte[] iv)
    {
        new CreateDBInstanceRequest { StorageEncrypted = Configuration.GetValue<bool>("Records:Storage") }; // bad: unencrypted-storage, property
        new CreateDBInstanceRequest { StorageEncrypted = Configuration.GetValue<bool>("Letters:Storage", false) }; // good: unencrypted-storage, property
    }
}
