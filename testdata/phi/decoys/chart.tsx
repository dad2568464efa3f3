export function Chart({ patient }: Props) {
  return (
    <div>
      <p className={styles.label}>{patient.name}</p>
      <p className={styles.label}>{formatDate(new Date(patient.birthDate))}</p>
    </div>
  );
}
