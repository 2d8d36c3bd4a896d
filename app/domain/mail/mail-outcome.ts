import type { WayIn } from "#domain/access/account-state.ts";
import type { accessEvents } from "#domain/access/events.ts";
import { carriesPassword, type MailKind, type MailState } from "#domain/mail/mail.ts";

export interface SentMail {
  readonly kind: MailKind;
  readonly state: MailState;
  readonly requestedAt: Date;
  /** The first event after it that used what it carried, or made it void. */
  readonly next: { readonly action: MailSequel; readonly at: Date } | undefined;
}

export type MailOutcome =
  /** `unused`: accepted, and what it carries still opens the account. */
  | { readonly is: "waiting" | "retrying" | "accepted" | "unused" | "refused" | "void" }
  | { readonly is: "used"; readonly at: Date | undefined }
  | { readonly is: "expired"; readonly at: Date };

/** Events that use what a mail carried, or make it void. */
export const using = ["signed-in", "password-chosen"] as const satisfies readonly AccessAction[];
export const voiding = ["slip-printed", "account-compromised"] as const satisfies readonly AccessAction[];
type AccessAction = keyof typeof accessEvents;
export type MailSequel = (typeof using | typeof voiding)[number];

export function mailOutcome(mail: SentMail, wayIn: WayIn | undefined, now: Date): MailOutcome {
  const { kind, state, next } = mail;
  if (state !== "accepted") return { is: state };
  if (next && isOneOf(using, next.action)) return { is: "used", at: next.at };
  if (!carriesPassword(kind)) return { is: "accepted" };
  if (next) return { is: "void" };
  if (wayIn?.kind === "password") return { is: "used", at: undefined };
  if (wayIn?.kind !== "temporary") return { is: "void" };
  const { expiresAt } = wayIn;
  return expiresAt && expiresAt <= now ? { is: "expired", at: expiresAt } : { is: "unused" };
}

function isOneOf(actions: readonly MailSequel[], action: MailSequel): boolean {
  return actions.includes(action);
}
