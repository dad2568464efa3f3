package a
func f(p Patient) {
	log.Printf("x %s", p.SSN)  // phi-in-log
	fmt.Println(patient.MRN)  // phi-in-log
	slog.Info("x", "mrn", patient.MRN)  // phi-in-log
	logger.Info("x", zap.String("ssn", patient.SSN))  // phi-in-log
	log.Info().Str("mrn", patient.MRN).Msg("x")  // phi-in-log
	logrus.WithField("ssn", patient.SSN).Info("x")  // phi-in-log
	return fmt.Errorf("no %s", patient.SSN)  // phi-in-exception
	http.Get("https://x.zz/p?mrn=" + patient.MRN)  // phi-in-url
	http.Get(fmt.Sprintf("https://x.zz/p?mrn=%s", patient.MRN))  // phi-in-url
}
