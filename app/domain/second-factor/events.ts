import { type ProofMeans, proofWords } from "#domain/access/events.ts";
import { event, labelOf } from "#domain/event.ts";
import { type AuthenticatorKind, authenticatorKindLabels } from "#domain/second-factor/second-factor.ts";

interface Authenticator {
  readonly kind: AuthenticatorKind;
  readonly label: string;
}

export const secondFactorEvents = {
  "second-factor-proved": event<{ after: { readonly with: ProofMeans } }>({
    kind: "sign-ins",
    describe: ({ after }) => ({ what: "Double authentification réussie", detail: proofWords(after.with) }),
  }),
  "authenticator-added": event<{ after: Authenticator }>({
    kind: "sign-ins",
    describe: ({ after }) => ({ what: "Double authentification ajoutée", detail: nameOf(after) }),
  }),
  "authenticator-removed": event<{ before: Authenticator }>({
    kind: "sign-ins",
    describe: ({ before }) => ({ what: "Double authentification retirée", detail: nameOf(before) }),
  }),
  "second-factor-removed": event({
    kind: "sign-ins",
    describe: () => ({
      what: "Toute la double authentification retirée",
      detail: "Le mot de passe seul ouvre de nouveau le compte.",
    }),
  }),
  "recovery-codes-made": event({
    kind: "sign-ins",
    describe: () => ({ what: "Nouveaux codes de secours", detail: "Les anciens ne servent plus." }),
  }),
};

/** Emptied when the person was erased. */
function nameOf(authenticator: {
  kind?: AuthenticatorKind | null | undefined;
  label?: string | null | undefined;
}): string | undefined {
  const { kind, label } = authenticator;
  return label ? `${labelOf(authenticatorKindLabels, kind)} « ${label} »` : undefined;
}
