@Entity
public class Patient {
    @Column(name = "ssn") private String ssn;
    private LocalDate birthDate;
    private String medicalRecordNumber;
    private String firstName, lastName;
}
