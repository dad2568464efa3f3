fun f(patient: Patient) {
  Log.d(TAG, "ssn ${patient.ssn}")  // phi-in-log
  Timber.d("mrn %s", patient.mrn)  // phi-in-log
  println("mrn $mrn")  // phi-in-log
  logger.info { "mrn ${patient.mrn}" }  // phi-in-log
  throw IllegalStateException("no ${patient.ssn}")  // phi-in-exception
  error("no ${patient.ssn}")  // phi-in-log
  preferences.edit().putString("mrn", patient.mrn).apply()  // phi-in-cleartext-storage
}
