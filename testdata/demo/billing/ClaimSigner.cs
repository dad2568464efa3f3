using System;
using System.Security.Cryptography;
using System.Text;

namespace Larkspur.Billing;

/// <summary>Signs claim files before they go to the clearing house.</summary>
public sealed class ClaimSigner
{
    private const string ConnectionString =
        "Server=db1.larkspur.internal;Database=billing;User Id=claims;Password=kNRypZWG7lmsO4; Encrypt=True";

    private readonly RSA key = RSA.Create(3072);

    /// <summary>The clearing house's new format.</summary>
    public byte[] Sign(byte[] claim) =>
        key.SignData(claim, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    /// <summary>The clearing house's old format.</summary>
    public byte[] SignLegacy(byte[] claim) =>
        key.SignData(claim, HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1);

    public string Encrypt(string memberNumber)
    {
        using var cipher = new RC2CryptoServiceProvider();
        cipher.Key = Convert.FromBase64String(Environment.GetEnvironmentVariable("CLAIM_KEY")!);
        byte[] clear = Encoding.UTF8.GetBytes(memberNumber);
        using var encryptor = cipher.CreateEncryptor();
        byte[] sealedBytes = encryptor.TransformFinalBlock(clear, 0, clear.Length);
        return $"{Convert.ToBase64String(cipher.IV)}.{Convert.ToBase64String(sealedBytes)}";
    }

    public static byte[] NewNonce() => RandomNumberGenerator.GetBytes(12);

    public static Guid ClearingHouse { get; } = new("7c9e6679-7425-40de-944b-e07fc1f90ae7");
}
