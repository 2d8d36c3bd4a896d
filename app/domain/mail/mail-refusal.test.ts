import { describe, expect, it } from "vitest";
import { refusalCause, refusalWords } from "#domain/mail/mail-refusal.ts";

describe("refusalCause", () => {
  it.each([
    [
      "550 5.1.1 <x@example.org>: Recipient address rejected: User unknown in local recipient table",
      "unknown-mailbox",
    ],
    ["550-5.1.1 The email account that you tried to reach does not exist.", "unknown-mailbox"],
    ["550 5.1.1 User unknown", "unknown-mailbox"],
    ["550 No such user here", "unknown-mailbox"],
    ["550 5.5.0 Requested action not taken: mailbox unavailable", "unknown-mailbox"],
    [
      "511 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_418 [418]",
      "unknown-mailbox",
    ],
    ["550 5.1.2 Host or domain name not found", "unknown-domain"],
    ["550 5.1.10 RESOLVER.ADR.RecipientNotFound; domain has null MX", "unknown-domain"],
    ["450 4.1.2 <x@exmaple.org>: Recipient address rejected: Domain not found", "unknown-domain"],
    ["550 5.2.1 The email account that you tried to reach is disabled.", "closed-mailbox"],
    ["552 5.2.2 The email account that you tried to reach is over quota", "full-mailbox"],
    ["452 4.2.2 Mailbox full", "full-mailbox"],
    ["552 5.3.4 Message size exceeds fixed limit", "too-large"],
    ["550 5.7.1 Our system has detected that this message is likely unsolicited mail (spam)", "unwanted"],
    ["554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.spamhaus.org", "unwanted"],
    [
      "550 5.7.26 Unauthenticated email from example.org is not accepted due to domain's DMARC policy",
      "unwanted",
    ],
    ["554 Message refused", "unwanted"],
    ["452 4.5.3 Too many recipients", "too-many"],
    ["421 4.7.28 Our system has detected an unusual rate of mail", "too-many"],
    ["450 4.7.1 Rate limit exceeded", "too-many"],
    ["554 5.7.1 <x@example.org>: Relay access denied", "relay"],
    ["Invalid login: 535 5.7.8 Authentication failed", "relay"],
    ["421 4.3.2 Service not available, closing transmission channel", "server-down"],
    ["connect ECONNREFUSED 127.0.0.1:25", "server-down"],
    ["getaddrinfo ENOTFOUND smtp.example.org", "server-down"],
    ["Greeting never received", "server-down"],
    ["Connection timeout", "server-down"],
    ["550 non", "unknown-mailbox"],
    ["rien de connu", "other"],
    ["", "other"],
  ] as const)("%j", (said, cause) => {
    expect(refusalCause(said)).toBe(cause);
  });

  it("has a reason and a remedy in French for each cause, on one line", () => {
    for (const { reason, remedy } of Object.values(refusalWords)) {
      expect(reason.length).toBeLessThan(45);
      expect(remedy.length).toBeGreaterThan(0);
    }
  });
});
