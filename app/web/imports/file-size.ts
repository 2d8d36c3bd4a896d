const inUnit = (unit: "kilobyte" | "megabyte", maximumFractionDigits: number) =>
  new Intl.NumberFormat("fr-FR", { style: "unit", unit, maximumFractionDigits });
const kilobytes = inUnit("kilobyte", 0);
const megabytes = inUnit("megabyte", 1);

/** `812 ko`, `24,3 Mo` */
export function fileSize(bytes: number): string {
  if (bytes >= 1_000_000) return megabytes.format(bytes / 1_000_000);
  return kilobytes.format(Math.ceil(bytes / 1000));
}
