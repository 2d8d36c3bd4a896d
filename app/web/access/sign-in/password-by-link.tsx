/** Where the link of a forgotten password leads. Opening it uses nothing up: mail servers open links too. */

import type { Context } from "hono";
import { findOpenLink } from "#actions/access/_link.ts";
import { chooseByLink } from "#actions/access/choose-by-link.ts";
import { passwordRefusalSentences } from "#domain/access/password.ts";
import { fullName, ofName } from "#domain/names.ts";
import { NewPasswordFields } from "#web/access/sign-in/new-password-fields.tsx";
import { deviceToken, placeOf, setDeviceCookie } from "#web/kit/cookies.ts";
import { errorList, type FormErrors, readTyped, typedValue } from "#web/kit/form.ts";
import { leaveNotice, type PageEnv, setSessionCookie } from "#web/kit/here.ts";
import { landing } from "#web/kit/landing.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export function showPasswordByLink(c: Context<PageEnv>): Promise<Response> {
  return showForm(c, c.req.query("lien") ?? "", {});
}

export async function postPasswordByLink(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  const typed = await readTyped(c);
  const link = typedValue(typed, "lien") ?? "";
  const answer = await chooseByLink(c.var.site, uai, link, {
    password: typedValue(typed, "nouveau") ?? "",
    repeated: typedValue(typed, "confirmation") ?? "",
    place: placeOf(c),
    deviceToken: deviceToken(c),
  });
  if (!answer.ok) {
    if (answer.refusal === "dead-link") return showDeadLink(c);
    const field = answer.refusal === "not-repeated" ? "confirmation" : "nouveau";
    return showForm(c, link, { [field]: passwordRefusalSentences[answer.refusal] });
  }
  const { token, user } = answer.value;
  setSessionCookie(c, uai, token);
  setDeviceCookie(c, uai, answer.value.deviceToken);
  await leaveNotice(c, "Votre nouveau mot de passe est enregistré.", token);
  return c.redirect(landing(uai, user.profile), 303);
}

async function showForm(c: Context<PageEnv>, link: string, errors: FormErrors): Promise<Response> {
  const { uai } = c.var.context.school;
  const owner = (await findOpenLink(c.var.site, uai, "reset", link))?.user;
  if (!owner) return showDeadLink(c);
  return showPage(c, {
    title: "Choisissez un nouveau mot de passe",
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <>
        <PageHeading
          title="Choisissez un nouveau mot de passe"
          lead={`Pour le compte ${ofName(fullName(owner))}, identifiant ${owner.login}. Les autres connexions ouvertes seront fermées.`}
        />
        <form method="post" action={paths.passwordByLink({ uai })}>
          <ErrorSummary errors={errorList(errors)} />
          <input type="hidden" name="lien" value={link} />
          {/* Lets a password manager keep the right pair. */}
          <input type="hidden" name="username" value={owner.login} autocomplete="username" />
          <NewPasswordFields uai={uai} link={link} errors={errors} />
          <Actions>
            <Button>Enregistrer ce mot de passe</Button>
          </Actions>
        </form>
      </>
    ),
  });
}

function showDeadLink(c: Context<PageEnv>): Promise<Response> {
  const { uai } = c.var.context.school;
  return showPage(c, {
    title: "Ce lien ne sert plus",
    status: 410,
    children: (
      <>
        <PageHeading title="Ce lien ne sert plus" />
        <p>Il a déjà servi, il est trop ancien, ou il n’est pas entier. Votre mot de passe n’a pas changé.</p>
        <p>
          <a href={paths.forgottenPassword({ uai })}>Demander un autre lien</a>
        </p>
      </>
    ),
  });
}
