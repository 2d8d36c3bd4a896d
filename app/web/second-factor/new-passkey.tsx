/** Adding a passkey: the browser makes it, its owner names it. */

import type { Context } from "hono";
import { z } from "zod";
import { addPasskey, offerPasskey } from "#actions/second-factor/add-passkey.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { placeOf } from "#web/kit/cookies.ts";
import { type Again, anyText, newForm, readForm, typedValue } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { needsProof, toProof } from "#web/kit/to-proof.ts";
import { addingShape, answerAdding } from "#web/second-factor/adding.tsx";
import { NewPasskeyPage } from "#web/second-factor/new-passkey-page.tsx";

export async function showNewPasskey(
  c: Context<PageEnv>,
  { typed, errors }: Again = newForm,
): Promise<Response> {
  const owner = here(c);
  if (needsProof(c)) return toProof(c);
  const offer = await offerPasskey(owner.site, owner.school.uai, owner);
  // "Mon compte" says why.
  if (!offer.ok) return c.redirect(owner.to.account(), 303);
  return showPage(c, {
    title: "Ajouter une clé d’accès",
    status: statusOf(errors),
    children: (
      <NewPasskeyPage
        to={owner.to}
        options={offer.value}
        label={typedValue(typed, "label") ?? placeOf(c).device}
        asksPassword={!owner.session.hasAuthenticator}
        errors={errors}
      />
    ),
  });
}

const passkeyForm = z.object({ answer: anyText, ...addingShape("Clé d’accès") });

export async function postNewPasskey(c: Context<PageEnv>): Promise<Response> {
  const owner = here(c);
  const form = await readForm(c, passkeyForm);
  if (!form.ok) return showNewPasskey(c, form);
  const typed = { ...form.value, address: clientAddress(c) };
  const added = await addPasskey(owner.site, owner.school.uai, owner, typed);
  return answerAdding(c, added, typed.label, (errors) => showNewPasskey(c, { ...form, errors }));
}
