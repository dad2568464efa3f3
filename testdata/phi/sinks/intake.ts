function f(patient: Patient) {
  console.log(`ssn ${patient.ssn}`);  // phi-in-log
  logger.info({ mrn: patient.mrn }, "x");  // phi-in-log
  throw new Error(`no ${patient.ssn}`);  // phi-in-exception
  fetch(`/api/p?mrn=${patient.mrn}`);  // phi-in-url
  localStorage.setItem("p", patient.ssn);  // phi-in-cleartext-storage
  sessionStorage.mrn = patient.mrn;  // phi-in-cleartext-storage
  window.localStorage["last"] = patient.ssn;  // phi-in-cleartext-storage
  localStorage.last = mask(patient.ssn);
  localStorage["theme"] = theme;
  document.cookie = "mrn=" + patient.mrn;  // phi-in-cleartext-storage
  gtag("event", "x", { mrn: patient.mrn });  // phi-in-analytics
  alert(patient.ssn);
  debug("mrn %s", patient.mrn);  // phi-in-log
  window.location.href = "/p?mrn=" + patient.mrn;  // phi-in-url
  console.log(hash(patient.ssn));
}
