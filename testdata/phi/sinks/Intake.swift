print("mrn \(patient.mrn)")  // phi-in-log
NSLog("%@", patient.ssn)  // phi-in-log
os_log("ssn %{public}@", patient.ssn)  // phi-in-log
logger.info("ssn \(patient.ssn, privacy: .public)")  // phi-in-log
UserDefaults.standard.set(patient.ssn, forKey: "ssn")  // phi-in-cleartext-storage
fatalError("no \(patient.mrn)")  // phi-in-exception
let url = URL(string: "https://x.zz/p?mrn=\(patient.mrn)")  // phi-in-url
