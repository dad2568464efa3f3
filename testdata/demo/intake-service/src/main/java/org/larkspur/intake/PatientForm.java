package org.larkspur.intake;

import java.time.LocalDate;
import java.util.Objects;

/** What the front desk types in. Holds no value of its own. */
public record PatientForm(
        String firstName,
        String lastName,
        LocalDate dateOfBirth,
        String ssn,
        String medicalRecordNumber,
        String phoneNumber,
        String email,
        String password) {

    private static final String SSN_PATTERN = "\\d{3}-\\d{2}-\\d{4}";
    private static final String PASSWORD_FIELD = "password";

    public PatientForm {
        Objects.requireNonNull(lastName, "lastName");
        if (ssn != null && !ssn.matches(SSN_PATTERN)) {
            throw new IllegalArgumentException("ssn: expected ###-##-####");
        }
    }

    /** Never the values: a record's own toString would print them into the log. */
    @Override
    public String toString() {
        return "PatientForm[ssn=***, " + PASSWORD_FIELD + "=***]";
    }
}
