/** Adding an authentication application: the QR code, then a code that proves that it was read. */

import type { Context } from "hono";
import { addTotp, offerTotp, sameOffer, type TotpOffer } from "#actions/second-factor/add-totp.ts";
import { inGroupsOfFour } from "#domain/second-factor/second-factor.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { refuse } from "#web/kit/errors.tsx";
import { errorList, type FormErrors, readTyped, typedValue } from "#web/kit/form.ts";
import { type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { needsProof, toProof } from "#web/kit/to-proof.ts";
import { paths } from "#web/paths.ts";
import { addErrors, answerAdded, LabelField, labelOf, OwnPassword } from "#web/second-factor/added.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { QrSymbol } from "#web/ui/qr-code.tsx";

export async function showNewTotp(
  c: Context<PageEnv>,
  shown: { offer?: TotpOffer; label?: string; errors?: FormErrors } = {},
): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  if (needsProof(c)) return toProof(c, paths.addTotp({ uai }));
  const offer = shown.offer ?? offerTotp(c.var.site, uai, context);
  const errors = shown.errors ?? {};
  return showPage(c, {
    title: "Ajouter une application d’authentification",
    status: shown.errors ? 422 : 200,
    children: (
      <>
        <PageHeading
          title="Ajouter une application d’authentification"
          lead="Par exemple Aegis, FreeOTP, Google Authenticator ou Microsoft Authenticator, sur votre téléphone."
        />
        <ErrorSummary errors={errorList(errors)} />
        <p>Dans l’application, choisissez d’ajouter un compte, puis visez ce dessin :</p>
        <QrSymbol text={offer.uri} />
        <svg class="totp-qr" role="img" aria-label="Code QR à viser avec l’application d’authentification">
          <use href="#qr" />
        </svg>
        <p>
          Impossible de le viser ? Tapez cette clé dans l’application :{" "}
          <code class="totp-secret">{inGroupsOfFour(offer.secret)}</code>
        </p>
        {/* The answer may be a page of its own, which Turbo takes from no form. */}
        <form method="post" action={paths.addTotp({ uai })} data-turbo="false">
          <input type="hidden" name="id" value={offer.id} />
          <input type="hidden" name="secret" value={offer.sealed.toString("base64url")} />
          <TextField
            name="code"
            label="Code de l’application"
            hint="Les 6 chiffres qu’elle montre maintenant : ils prouvent que tout est bien réglé."
            error={errors.code}
            inputmode="numeric"
            autocomplete="one-time-code"
            required
          />
          <LabelField value={shown.label ?? "Téléphone"} />
          {!context.session.hasAuthenticator && <OwnPassword error={errors["mot-de-passe"]} />}
          <Actions>
            <Button>Ajouter cette application</Button>
            <LinkButton href={paths.account({ uai })}>Annuler</LinkButton>
          </Actions>
        </form>
      </>
    ),
  });
}

export async function postNewTotp(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const typed = await readTyped(c);
  const offer = sameOffer(c.var.site, uai, context, {
    id: typedValue(typed, "id") ?? "",
    sealed: Buffer.from(typedValue(typed, "secret") ?? "", "base64url"),
  });
  // Not a form of ours, or that of somebody else.
  if (!offer) return showNewTotp(c, { errors: { "": "Cette page n’était plus la bonne. Recommencez." } });
  const label = labelOf(typed, "Application");
  const answer = await addTotp(c.var.site, uai, context, offer, {
    code: typedValue(typed, "code") ?? "",
    label,
    current: typedValue(typed, "mot-de-passe") ?? "",
    address: clientAddress(c),
  });
  if (answer.ok) return answerAdded(c, answer.value, label);
  switch (answer.refusal) {
    case "staff-only":
      throw refuse(403, answer.refusal);
    case "second-factor-needed":
      return toProof(c, paths.addTotp({ uai }));
    case "already-added":
      return c.redirect(paths.account({ uai }), 303);
    default:
      return showNewTotp(c, { offer, label, errors: addErrors[answer.refusal] });
  }
}
