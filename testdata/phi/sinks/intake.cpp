#include <iostream>
void f(Patient patient) {
  std::cout << "ssn " << patient.ssn << std::endl;  // phi-in-log
  LOG(INFO) << "mrn=" << patient.mrn;  // phi-in-log
  spdlog::info("dob {}", patient.dateOfBirth);  // phi-in-log
  printf("%s\n", patient.ssn);  // phi-in-log
  fprintf(stderr, "%s\n", patient->ssn.c_str());  // phi-in-log
  syslog(LOG_INFO, "mrn %s", mrn);  // phi-in-log
  qDebug() << patient.mrn;  // phi-in-log
  std::cerr << "n " << mask(patient.ssn) << "\n";
  throw std::runtime_error("bad " + patient.ssn);  // phi-in-exception
  std::cout << (a << 3) << ssn.length();
  qWarning() << dob;  // phi-in-log
  std::ofstream out; out << patient.ssn;
}
