/** Adding a passkey: the browser makes it, its owner names it. */

import type { Context } from "hono";
import { addPasskey, offerPasskey } from "#actions/second-factor/add-passkey.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { placeOf } from "#web/kit/cookies.ts";
import { refuse } from "#web/kit/errors.tsx";
import { errorList, type FormErrors, readTyped, typedValue } from "#web/kit/form.ts";
import { type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { needsProof, toProof } from "#web/kit/to-proof.ts";
import { paths } from "#web/paths.ts";
import { addErrors, answerAdded, LabelField, labelOf, OwnPassword } from "#web/second-factor/added.tsx";
import { answerField, PasskeyForm } from "#web/second-factor/passkey-form.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export async function showNewPasskey(
  c: Context<PageEnv>,
  shown: { label?: string; errors?: FormErrors } = {},
): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  if (needsProof(c)) return toProof(c, paths.addPasskey({ uai }));
  const offer = await offerPasskey(c.var.site, uai, context);
  // "Mon compte" says why.
  if (!offer.ok) return c.redirect(paths.account({ uai }), 303);
  const errors = shown.errors ?? {};
  return showPage(c, {
    title: "Ajouter une clé d’accès",
    status: shown.errors ? 422 : 200,
    children: (
      <>
        <PageHeading
          title="Ajouter une clé d’accès"
          lead="Votre navigateur va vous demander où la garder : Windows Hello, votre téléphone, une clé USB."
        />
        <ErrorSummary errors={errorList(errors)} />
        <PasskeyForm
          action={paths.addPasskey({ uai })}
          options={offer.value}
          creates
          answersPage
          withoutJavaScript="Une clé d’accès demande JavaScript, que ce navigateur n’exécute pas : ajoutez plutôt une application d’authentification."
        >
          <LabelField value={shown.label ?? placeOf(c).device} />
          {!context.session.hasAuthenticator && <OwnPassword error={errors["mot-de-passe"]} />}
          <Actions>
            <Button>Ajouter cette clé d’accès</Button>
            <LinkButton href={paths.account({ uai })}>Annuler</LinkButton>
          </Actions>
        </PasskeyForm>
      </>
    ),
  });
}

export async function postNewPasskey(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const typed = await readTyped(c);
  const label = labelOf(typed, "Clé d’accès");
  const answer = await addPasskey(c.var.site, uai, context, {
    answer: typedValue(typed, answerField) ?? "",
    label,
    current: typedValue(typed, "mot-de-passe") ?? "",
    address: clientAddress(c),
  });
  if (answer.ok) return answerAdded(c, answer.value, label);
  switch (answer.refusal) {
    case "staff-only":
      throw refuse(403, answer.refusal);
    case "second-factor-needed":
      return toProof(c, paths.addPasskey({ uai }));
    case "already-added":
      return c.redirect(paths.account({ uai }), 303);
    default:
      return showNewPasskey(c, { label, errors: addErrors[answer.refusal] });
  }
}
