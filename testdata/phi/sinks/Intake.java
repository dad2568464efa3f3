class A { void f(Patient patient) {
  log.info("admitted {}", patient.getSsn());  // phi-in-log
  LOGGER.debug("mrn " + mrn);  // phi-in-log
  System.out.println(patient.getMrn());  // phi-in-log
  System.out.printf("%s", patient.getMrn());  // phi-in-log
  throw new IllegalStateException("no " + patient.getSsn());  // phi-in-exception
  MDC.put("mrn", patient.getMrn());  // phi-in-log
  new URL("https://x.zz/p?mrn=" + patient.getMrn());  // phi-in-url
  restTemplate.getForObject("https://x.zz/p?mrn=" + patient.getMrn(), X.class);  // phi-in-url
  log.info(String.format("mrn %s", patient.getMrn()));  // phi-in-log
  logger.info("ok {}", mask(patient.getSsn()));
} }
