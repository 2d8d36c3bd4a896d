/** Where passkeys work: browsers tie them to the name of the site. */

import { done, type Outcome, refused } from "#domain/outcome.ts";

export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

export type WhyNoPasskey = "ip-address" | "not-https";

export const whyNoPasskeySentences: Record<WhyNoPasskey, string> = {
  "ip-address":
    "Les clés d’accès ne sont pas possibles ici : l’adresse du site est un numéro, et les navigateurs les lient à un nom.",
  "not-https":
    "Les clés d’accès ne sont pas possibles ici : les navigateurs ne les acceptent que sur un site en https.",
};

export function relyingPartyOf(publicUrl: string): Outcome<RelyingParty, WhyNoPasskey> {
  const { hostname, origin, protocol } = new URL(publicUrl);
  if (/^[\d.]+$|^\[/.test(hostname)) return refused("ip-address");
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  return protocol === "https:" || isLocal ? done({ id: hostname, origin }) : refused("not-https");
}
