class Seed {
    static final String SQL = "INSERT INTO patients (first_name, last_name, dob) " +
        "VALUES ('Odalys', 'Quillfeather', '1961-03-14')";
    static final String PREPARED = "INSERT INTO patients (first_name, last_name, dob) VALUES (?, ?, ?)";
}
