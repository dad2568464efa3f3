class Tokens
{
    const string Key = "quiet-harbour-lamp-of-the-north";

    void Sign()
    {
        var own = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Key)); // bad: hard-coded-jwt-key
        var good = new SymmetricSecurityKey(Convert.FromBase64String(configuration["Jwt:Key"]));
    }
}
