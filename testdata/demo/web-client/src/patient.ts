/** The form as the intake service wants it; names follow FHIR R4 where it has one. */
export interface PatientForm {
  firstName: string;
  lastName: string;
  birthDate: string;
  ssn?: string;
  phoneNumber?: string;
  password: string;
}

export const SYSTEMS = {
  ssn: "http://hl7.org/fhir/sid/us-ssn",
  npi: "http://hl7.org/fhir/sid/us-npi",
  loinc: "http://loinc.org",
  snomed: "http://snomed.info/sct",
  identifierType: "http://terminology.hl7.org/CodeSystem/v2-0203",
} as const;

export const LABELS: Record<keyof PatientForm, string> = {
  firstName: "First name",
  lastName: "Last name",
  birthDate: "Date of birth (YYYY-MM-DD)",
  ssn: "Social Security number (###-##-####)",
  phoneNumber: "Phone number",
  password: "Choose a password",
};

export function emptyForm(): PatientForm {
  return { firstName: "", lastName: "", birthDate: "", password: "" };
}
