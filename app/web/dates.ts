/** Instants as people in France read them. */

const dateTime = new Intl.DateTimeFormat("fr-FR", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "Europe/Paris",
});

const dayMonth = new Intl.DateTimeFormat("fr-FR", {
  day: "numeric",
  month: "long",
  timeZone: "Europe/Paris",
});

/** `23 novembre` */
export function dayAndMonth(instant: Date): string {
  return dayMonth.format(instant);
}

export function dateAndTime(instant: Date): string {
  return dateTime.format(instant);
}

/** How long one waits, never said too short: `une minute`, `8 minutes`, `3 heures`. */
export function roughly(ms: number): string {
  const minutes = Math.ceil(ms / 60_000);
  if (minutes < 120) return minutes <= 1 ? "une minute" : `${minutes} minutes`;
  return `${Math.ceil(minutes / 60)} heures`;
}
