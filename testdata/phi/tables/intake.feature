Feature: intake
  Scenario: a new patient
    Given the patients
      | first name | last name    | date of birth | MRN     |
      | Odalys     | Quillfeather | 1961-03-14    | 4480217 |
    And the wards
      | name  | beds |
      | North | 12   |
