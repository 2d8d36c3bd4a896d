/** Adding an authentication application: the QR code, then a code that proves that it was read. */

import type { Context } from "hono";
import { z } from "zod";
import { addTotp, offerTotp, sameOffer, type TotpOffer } from "#actions/second-factor/add-totp.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { type Again, anyText, newForm, readForm, typedValue } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { needsProof, toProof } from "#web/kit/to-proof.ts";
import { addingShape, answerAdding } from "#web/second-factor/adding.tsx";
import { NewTotpPage } from "#web/second-factor/new-totp-page.tsx";

export async function showNewTotp(
  c: Context<PageEnv>,
  { typed, errors }: Again = newForm,
  offer?: TotpOffer,
): Promise<Response> {
  const owner = here(c);
  if (needsProof(c)) return toProof(c);
  return showPage(c, {
    title: "Ajouter une application d’authentification",
    status: statusOf(errors),
    children: (
      <NewTotpPage
        to={owner.to}
        offer={offer ?? offerTotp(owner.site, owner.school.uai, owner)}
        label={typedValue(typed, "label") ?? "Téléphone"}
        asksPassword={!owner.session.hasAuthenticator}
        errors={errors}
      />
    ),
  });
}

const totpForm = z.object({
  id: anyText,
  sealed: anyText.transform((text) => Buffer.from(text, "base64url")),
  code: anyText,
  ...addingShape("Application"),
});

export async function postNewTotp(c: Context<PageEnv>): Promise<Response> {
  const owner = here(c);
  const { site, school } = owner;
  const form = await readForm(c, totpForm);
  const offer = form.ok ? sameOffer(site, school.uai, owner, form.value) : undefined;
  // Neither a form of ours nor this person's.
  if (!form.ok || !offer) return showNewTotp(c, { ...newForm, errors: { "": wrongPage } });
  const typed = { ...form.value, address: clientAddress(c) };
  const added = await addTotp(site, school.uai, owner, offer, typed);
  return answerAdding(c, added, typed.label, (errors) => showNewTotp(c, { ...form, errors }, offer));
}

const wrongPage = "Cette page n’était plus la bonne. Recommencez.";
