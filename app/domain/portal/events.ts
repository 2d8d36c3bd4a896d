import { changed, event, labelOf, shown } from "#domain/event.ts";
import { type Portal, portalProtocolLabels } from "#domain/portal/portal.ts";

export const portalEvents = {
  "ent-id-filled": event<{
    before: { readonly entId: string | null };
    after: { readonly entId: string; readonly entIdFile: string };
  }>({
    kind: "accounts",
    describe: ({ before, after }) => ({
      what: "ID ENT repris du fichier du portail",
      changes: changed([["ID ENT", before.entId, after.entId]]),
    }),
  }),
  "portal-set": event<{
    before: Portal | undefined;
    after: Portal & { readonly newSecret: boolean };
  }>({
    kind: "school",
    describe: ({ before, after }) => ({
      what: "Connexion par l’ENT réglée",
      changes: changed([
        [
          "Protocole",
          labelOf(portalProtocolLabels, before.protocol),
          labelOf(portalProtocolLabels, after.protocol),
        ],
        ["Adresse de l’ENT", before.address, after.address],
        ["Attribut de l’ID ENT", before.attribute, after.attribute],
        ["Identifiant de client", before.clientId, after.clientId],
      ]),
      detail: after.newSecret ? "Un nouveau secret est enregistré." : undefined,
    }),
  }),
  "portal-removed": event<{ before: Portal }>({
    kind: "school",
    describe: ({ before }) => ({ what: "Connexion par l’ENT retirée", detail: shown(before.address) }),
  }),
  "arrival-dismissed": event({
    kind: "accounts",
    describe: () => ({ what: "Personne venue de l’ENT écartée de la liste" }),
  }),
};
