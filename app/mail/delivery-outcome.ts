import { dayMs } from "#domain/calendar.ts";
import type { MailState } from "#domain/mail/mail.ts";
import type { Delivery } from "#mail/transport.ts";

/** Temporary faults are retried for a day; then the mail counts as refused, for the last fault. */
const longestRetryMs = dayMs;

export function deliveryOutcome(
  delivery: Delivery,
  requestedAt: Date,
  now: Date,
): Extract<MailState, "accepted" | "retrying" | "refused"> {
  if (delivery.outcome === "accepted") return "accepted";
  const tooOld = now.getTime() - requestedAt.getTime() > longestRetryMs;
  return delivery.outcome === "failed" && !tooOld ? "retrying" : "refused";
}

/** Tells the queue to try the job again later. */
export class PassingMailFault extends Error {}
