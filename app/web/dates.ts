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
