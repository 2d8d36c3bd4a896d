/** Browsers tie passkeys to the name of the site. */
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

export function relyingPartyOf(publicUrl: string): RelyingParty | { readonly whyNot: WhyNoPasskey } {
  const { hostname, origin, protocol } = new URL(publicUrl);
  if (/^[\d.]+$|^\[/.test(hostname)) return { whyNot: "ip-address" };
  const isLocal = hostname === "localhost" || hostname.endsWith(".localhost");
  return protocol === "https:" || isLocal ? { id: hostname, origin } : { whyNot: "not-https" };
}
