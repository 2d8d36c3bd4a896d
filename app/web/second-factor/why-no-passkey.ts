import { whyNoPasskeySentences } from "#domain/second-factor/passkey.ts";
import type { Site } from "#web/kit/here.ts";

/** In French; nothing where passkeys are possible. */
export function whyNoPasskey(site: Pick<Site, "relyingParty">): string | undefined {
  const party = site.relyingParty();
  return party.ok ? undefined : whyNoPasskeySentences[party.refusal];
}
