CREATE TABLE patient (id INT PRIMARY KEY, mrn VARCHAR(20), full_name VARCHAR(80), birth_date DATE, ssn CHAR(11));
INSERT INTO patient (id, mrn, full_name, birth_date, ssn) VALUES
  (1, 'NH-0448021', 'Odalys Quillfeather', '1961-03-14', '219-09-9999'),
  (2, 'NH-0448022', 'Benedek O''Quill', '1974-11-30', NULL);
insert into `patient` values (3, 'NH-0448023', 'Ilka Quillfeather', '1990-02-28', '078-05-1120');
INSERT INTO location (id, name, address, phone) VALUES (1, 'Larkspur Clinic', '418 Larkspur Lane', '216-555-0142');
COPY public.patient (mrn, full_name, birth_date) FROM stdin;
NH-0448024	Tamsin Quillfeather	1955-06-01
\.
INSERT INTO visit (mrn, seen) VALUES (?, now());
