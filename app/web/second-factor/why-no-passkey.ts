import { whyNoPasskeySentences } from "#domain/passkey.ts";
import type { Site } from "#web/visit.ts";

/** In French; nothing where passkeys are possible. */
export function whyNoPasskey(site: Pick<Site, "relyingParty">): string | undefined {
  const party = site.relyingParty();
  return "whyNot" in party ? whyNoPasskeySentences[party.whyNot] : undefined;
}
