import { describe, expect, it } from "vitest";
import type { WayIn } from "#domain/access/account-state.ts";
import { accountState, isClosed } from "#domain/access/account-state.ts";
import type { MailKind, MailState } from "#domain/mail/mail.ts";
import { type MailSequel, mailOutcome } from "#domain/mail/mail-outcome.ts";

const now = new Date("2026-11-23T09:00:00Z");
const earlier = new Date("2026-11-20T09:00:00Z");
const later = new Date("2026-11-27T09:00:00Z");

const mail = (state: MailState, action?: MailSequel, kind: MailKind = "password-reset") => ({
  kind,
  state,
  requestedAt: earlier,
  next: action && { action, at: now },
});
const temporary = (expiresAt: Date): WayIn => ({ kind: "temporary", expiresAt });
const chosen: WayIn = { kind: "password", expiresAt: undefined };

describe("mailFate", () => {
  it.each([
    ["waits", mail("waiting"), undefined, { is: "waiting" }],
    ["is held up", mail("retrying"), undefined, { is: "retrying" }],
    ["is refused", mail("refused"), undefined, { is: "refused" }],
    ["does not leave", mail("void"), undefined, { is: "void" }],
    ["carries a password that still opens", mail("accepted"), temporary(later), { is: "unused" }],
    ["carried one that is over", mail("accepted"), temporary(now), { is: "expired", at: now }],
    [
      "carried one that somebody came in with",
      mail("accepted", "signed-in"),
      temporary(later),
      { is: "used", at: now },
    ],
    [
      "carried one that was replaced by one’s own",
      mail("accepted", "password-chosen"),
      chosen,
      { is: "used", at: now },
    ],
    ["was used long ago", mail("accepted"), chosen, { is: "used", at: undefined }],
    [
      "was replaced by a slip",
      mail("accepted", "slip-printed"),
      { kind: "activation-code", expiresAt: later },
      { is: "void" },
    ],
    ["carried a password since stolen", mail("accepted", "account-compromised"), undefined, { is: "void" }],
    ["carried a password that is gone", mail("accepted"), undefined, { is: "void" }],
    ["carries a link", mail("accepted", undefined, "reset-link"), chosen, { is: "accepted" }],
    [
      "carried a link that was used",
      mail("accepted", "password-chosen", "reset-link"),
      chosen,
      { is: "used", at: now },
    ],
  ] as const)("%s", (_, sent, wayIn, fate) => {
    expect(mailOutcome(sent, wayIn, now)).toEqual(fate);
  });
});

describe("accountState", () => {
  it.each([
    [undefined, "closed", true],
    [chosen, "chosen", false],
    [{ kind: "birth-date", expiresAt: undefined }, "birth-date", false],
    [temporary(later), "temporary", false],
    [temporary(now), "temporary-expired", true],
    [{ kind: "activation-code", expiresAt: later }, "code", false],
    [{ kind: "activation-code", expiresAt: earlier }, "code-expired", true],
  ] as const)("of %j is %s", (wayIn, state, closed) => {
    expect(accountState(wayIn, now)).toBe(state);
    expect(isClosed(state)).toBe(closed);
  });
});
