// Families over lines that families.js shows on one.

function pseudonym(patient) {
  return crypto.createHash('sha256').update( // bad: hashed-identifier, lines
    patient.ssn,
  ).digest('hex');
}

function token() {
  const token = String(
    Math.random(), // bad: weak-random, lines
  );
  return token;
}
