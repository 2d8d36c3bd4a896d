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

const hours = new Intl.DateTimeFormat("fr-FR", {
  hour: "numeric",
  minute: "2-digit",
  timeZone: "Europe/Paris",
});

/** `jusqu’à 14 h 32`, or `jusqu’au 24 novembre, 9 h 05` when it is not today; never said too early. */
export function untilWhen(instant: Date, now = new Date()): string {
  const minute = new Date(Math.ceil(instant.getTime() / 60_000) * 60_000);
  const time = hours.format(minute).replace(/^0?(\d+):(\d+)$/, "$1\u00a0h\u00a0$2");
  const day = dayAndMonth(minute);
  return day === dayAndMonth(now) ? `jusqu’à ${time}` : `jusqu’au ${day}, ${time}`;
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
