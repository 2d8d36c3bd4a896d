/** "Tester la connexion": checks step by step what can be known without a sign-in. */

import type { Refused } from "#domain/outcome.ts";
import type { PortalRefusal } from "#domain/portal/portal.ts";
import { validateTicket } from "#portal/cas.ts";
import { asked, PortalFailure } from "#portal/failure.ts";
import type { PortalNetwork } from "#portal/fetch.ts";
import { tryClient } from "#portal/oidc.ts";
import { type OpenPortal, oidc } from "#portal/portal.ts";

export const checkSteps = ["name", "connection", "answer", "client"] as const;
export type CheckStep = (typeof checkSteps)[number];

export interface Check {
  readonly step: CheckStep;
  /** `not-reached`: an earlier step failed; `not-told`: only a real sign-in will tell. */
  readonly outcome: "passed" | "not-told" | "not-reached" | Refused<PortalRefusal>;
}

/** One request goes through all the steps; the place of its failure tells which it passed. */
export async function checkPortal(
  network: PortalNetwork,
  portal: OpenPortal,
  returnUrl: string,
): Promise<Check[]> {
  const answer = await asked(() =>
    portal.protocol === "cas"
      ? tryMadeUpTicket(network, portal, returnUrl)
      : tryClient(network, oidc(portal), returnUrl),
  );
  if (answer.ok) {
    return checkSteps.map((step) => ({
      step,
      outcome: step === "client" && answer.value === "not-told" ? "not-told" : "passed",
    }));
  }
  const failed = checkSteps.indexOf(failedAt[answer.refusal] ?? "answer");
  return checkSteps.map((step, index) => ({
    step,
    outcome: index < failed ? "passed" : index === failed ? answer : "not-reached",
  }));
}

/** A CAS server refuses it as a ticket. Most check the service only for good tickets. */
async function tryMadeUpTicket(
  network: PortalNetwork,
  portal: OpenPortal,
  service: string,
): Promise<"accepted" | "not-told"> {
  const madeUp = { service, ticket: `ST-essai-${crypto.randomUUID()}` };
  const answer = await asked(() => validateTicket(network, portal, madeUp));
  if (!answer.ok && answer.refusal === "ticket-refused") return "not-told";
  // A server that accepts an invented ticket would sign anyone in.
  throw new PortalFailure(answer.ok ? "unreadable" : answer.refusal);
}

const failedAt: Partial<Record<PortalRefusal, CheckStep>> = {
  "not-https": "name",
  "name-unknown": "name",
  "private-address": "name",
  unreachable: "connection",
  tls: "connection",
  "too-slow": "connection",
  "service-refused": "client",
  "client-refused": "client",
  "secret-lost": "client",
};
