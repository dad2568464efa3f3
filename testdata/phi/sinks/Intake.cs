class A { void F(Patient patient) {
  _logger.LogInformation("mrn {Mrn}", patient.Mrn);  // phi-in-log
  Console.WriteLine($"ssn {patient.Ssn}");  // phi-in-log
  Debug.WriteLine(patient.Ssn);  // phi-in-log
  Trace.TraceInformation(patient.Ssn);  // phi-in-log
  Log.Information("dob {Dob}", patient.DateOfBirth);  // phi-in-log
  throw new InvalidOperationException($"no {patient.Ssn}");  // phi-in-exception
  await client.GetAsync($"https://x.zz/p?mrn={patient.Mrn}");  // phi-in-url
} }
