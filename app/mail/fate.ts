/** What becomes of a mail after a try to hand it over. */

import type { MailState } from "#domain/mail/mail.ts";
import type { Delivery } from "#mail/transport.ts";

/** Passing faults are retried for a day; then the mail counts as refused, with the last fault as the reason. */
const longestRetryMs = 24 * 3_600_000;

export function fateOf(
  delivery: Delivery,
  requestedAt: Date,
  now: Date,
): Extract<MailState, "accepted" | "retrying" | "refused"> {
  if (delivery.outcome === "accepted") return "accepted";
  const tooOld = now.getTime() - requestedAt.getTime() > longestRetryMs;
  return delivery.outcome === "failed" && !tooOld ? "retrying" : "refused";
}

/** A mail that failed for the moment; the queue tries the job again later. */
export class PassingMailFault extends Error {}
