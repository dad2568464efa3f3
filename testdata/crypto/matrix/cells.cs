// Families over lines that families.cs shows on one.
class Cells
{
    byte[] Pseudonym(Patient patient)
    {
        return SHA256.HashData( // bad: hashed-identifier, lines
            Encoding.UTF8.GetBytes(patient.Ssn)
        );
    }

    string Token()
    {
        var token = Convert.ToString(
            new Random().Next()); // bad: weak-random, lines
        return token;
    }
}
