// Families that TypeScript has beside those of families.ts.

async function passwords(password: string): Promise<void> {
  crypto.createHash('sha1').update(password).digest('hex'); // bad: weak-password-hash
  await argon2.hash(password); // good: weak-password-hash
}

function cookies(res: Response): void {
  res.cookie('session', value, { httpOnly: false }); // bad: cookie-without-httponly
  res.cookie('session', value, { httpOnly: true }); // good: cookie-without-httponly
}

function pseudonym(patient: Patient): string {
  return crypto.createHash('sha256').update( // bad: hashed-identifier, lines
    patient.ssn,
  ).digest('hex');
}

function token(): string {
  const token = String(
    Math.random(), // bad: weak-random, lines
  );
  return token;
}
