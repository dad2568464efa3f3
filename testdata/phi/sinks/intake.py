def f(patient):
    logger.info("mrn %s", patient.mrn)  # phi-in-log
    print(patient.ssn)  # phi-in-log
    print(f"ssn {patient['ssn']}")  # phi-in-log
    logging.error("mrn %s" % patient.mrn)  # phi-in-log
    log.bind(mrn=patient.mrn)  # phi-in-log
    warnings.warn(f"dob {patient.dob}")  # phi-in-log
    sys.stdout.write(patient.ssn)  # phi-in-log
    raise ValueError(f"bad {patient.ssn}")  # phi-in-exception
    requests.get("https://x.zz/p", params={"mrn": patient.mrn})  # phi-in-url
    requests.get(f"https://x.zz/p?mrn={mrn}")  # phi-in-url
    sentry_sdk.set_context("p", {"mrn": patient.mrn})  # phi-in-analytics
    logger.info("n %d", len(patient.ssn))
    logger.info("mrn missing")
