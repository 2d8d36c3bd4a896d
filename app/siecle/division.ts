/** SIECLE puts pupils without class in `Inactifs`. */
export function divisionCode(written: string | undefined): string | undefined {
  return written?.toLowerCase() === "inactifs" ? undefined : written;
}
