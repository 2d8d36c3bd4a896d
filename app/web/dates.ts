/** Instants as people in France read them. */

const dateTime = new Intl.DateTimeFormat("fr-FR", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "Europe/Paris",
});

export function dateAndTime(instant: Date): string {
  return dateTime.format(instant);
}
