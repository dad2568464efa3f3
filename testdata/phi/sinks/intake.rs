fn f(patient: &Patient) {
    println!("{}", patient.ssn);  // phi-in-log
    tracing::info!(%patient.mrn, "x");  // phi-in-log
    log::warn!("mrn {}", patient.mrn);  // phi-in-log
    dbg!(patient.ssn);  // phi-in-log
    panic!("no {}", patient.mrn);  // phi-in-exception
    info!("patient {}", patient.ssn);  // phi-in-log
    println!("{mrn}");  // phi-in-log
    reqwest::get(format!("https://x.zz/p?mrn={}", patient.mrn));  // phi-in-url
    anyhow::bail!("no {}", patient.ssn);  // phi-in-exception
}
