object A {
  def f(patient: Patient) = {
    logger.info(s"admitted ${patient.ssn}")  // phi-in-log
    println(patient.mrn)  // phi-in-log
    log.warn("x " + patient.dateOfBirth)  // phi-in-log
    throw new IllegalArgumentException(s"bad ${patient.mrn}")  // phi-in-exception
  }
}
