/** A division's code; SIECLE gathers under `Inactifs` those who are in no class. */
export function divisionCode(written: string | undefined): string | undefined {
  return written?.toLowerCase() === "inactifs" ? undefined : written;
}
