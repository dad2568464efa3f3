CREATE TABLE patient (mrn VARCHAR(20), name VARCHAR(80), dob DATE, ssn CHAR(11));
ALTER TABLE patient ADD COLUMN phone VARCHAR(20);
INSERT INTO patient (mrn, name, dob) SELECT mrn, name, dob FROM staging;
