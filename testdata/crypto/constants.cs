class Constants
{
    const int Rounds = 1000;

    void Seal(Aes aes, string word, byte[] salt)
    {
        byte[] iv = new byte[16];
        aes.IV = iv; // bad: static-iv
        byte[] fresh = new byte[16];
        RandomNumberGenerator.Fill(fresh);
        aes.IV = fresh;
        new Rfc2898DeriveBytes(word, Encoding.UTF8.GetBytes("pepper-and-salt!"), 600000, HashAlgorithmName.SHA256); // bad: static-salt
        new Rfc2898DeriveBytes(word, salt, Rounds, HashAlgorithmName.SHA256); // bad: weak-kdf-iterations
        RSA.Create(1024); // bad: small-key
        RSA.Create(3072);
    }
}
