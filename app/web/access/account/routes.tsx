/** "Mon compte": who I am here, my address, my password, where I am signed in. */

import { type Context, Hono } from "hono";
import { z } from "zod";
import { askEmailChange, type EmailChangeRefusal } from "#actions/access/ask-email-change.ts";
import { changePassword } from "#actions/access/change-password.ts";
import { closeOwnSessions } from "#actions/access/close-sessions.ts";
import { listSessionsOf } from "#data/access/sessions.ts";
import { findLinks } from "#data/people/divisions.ts";
import { listAuthenticators } from "#data/second-factor/authenticators.ts";
import { countRecoveryCodes } from "#data/second-factor/recovery-codes.ts";
import { linkMinutes } from "#domain/access/mailed-link.ts";
import { passwordRefusalSentences } from "#domain/access/password.ts";
import { sessionIsOpen } from "#domain/access/session.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { type AccountErrors, AccountPage } from "#web/access/account/account-page.tsx";
import { postEmailByLink, showEmailByLink } from "#web/access/account/email-by-link.tsx";
import { allOthers } from "#web/access/account/open-sessions.tsx";
import { clientAddress } from "#web/kit/client-address.ts";
import { placeOf } from "#web/kit/cookies.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readForm, readTyped, requiredEmail, typedValue } from "#web/kit/form.ts";
import { signedIn } from "#web/kit/guards.ts";
import { leaveNotice, type PageEnv, setSessionCookie, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { whyNoPasskey } from "#web/second-factor/why-no-passkey.ts";

export function accountRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.account.pattern, signedIn)
    .use(`${paths.account.pattern}/*`, signedIn)
    .get(paths.account.pattern, (c) => showAccount(c, {}))
    .post(paths.account.pattern, postPassword)
    .get(paths.ownEmail.pattern, backToAccount)
    .post(paths.ownEmail.pattern, postEmail)
    .get(paths.ownSessions.pattern, backToAccount)
    .post(paths.ownSessions.pattern, postSessions)
    .get(paths.emailByLink.pattern, showEmailByLink)
    .post(paths.emailByLink.pattern, postEmailByLink);
}

async function showAccount(c: Context<PageEnv>, errors: AccountErrors): Promise<Response> {
  const { school, user, session } = signedInContext(c);
  const { site } = c.var;
  const read = await site.database.inSchool(school.uai, async (tx) => ({
    links: await findLinks(tx, user.id),
    sessions: await listSessionsOf(tx, user.id),
    authenticators: await listAuthenticators(tx, user.id),
    recoveryCodes: await countRecoveryCodes(tx, user.id),
  }));
  const now = site.clock();
  return showPage(c, {
    title: "Mon compte",
    status: Object.keys({ ...errors.password, ...errors.email }).length > 0 ? 422 : 200,
    children: (
      <AccountPage
        {...{ school, user, errors }}
        links={read.links}
        secondFactor={{ ...read, whyNoPasskey: whyNoPasskey(site) }}
        sessions={read.sessions.filter((own) => sessionIsOpen(own, now))}
        current={session}
        mails={{ hasMailbox: site.hasMailbox, mailFrom: site.mailFrom }}
      />
    ),
  });
}

/** Where a form came back with its errors, the page's address is the form's. */
function backToAccount(c: Context<PageEnv>): Response {
  return c.redirect(paths.account({ uai: c.var.context.school.uai }), 303);
}

async function postPassword(c: Context<PageEnv>): Promise<Response> {
  const { school, user, session } = signedInContext(c);
  const typed = await readTyped(c);
  const answer = await changePassword(c.var.site, school.uai, user, {
    current: typedValue(typed, "actuel") ?? "",
    password: typedValue(typed, "nouveau") ?? "",
    repeated: typedValue(typed, "confirmation") ?? "",
    address: clientAddress(c),
    place: placeOf(c),
    provedAt: session.provedAt,
  });
  if (answer.ok) {
    setSessionCookie(c, school.uai, answer.value);
    await leaveNotice(
      c,
      "Votre nouveau mot de passe est enregistré. Vos autres connexions sont fermées.",
      answer.value,
    );
    return backToAccount(c);
  }
  switch (answer.refusal) {
    case "not-found":
      throw refuse(404);
    case "wrong-current":
    case "too-many-tries":
      return showAccount(c, { password: { actuel: proofSentences[answer.refusal] } });
    case "not-repeated":
      return showAccount(c, { password: { confirmation: passwordRefusalSentences["not-repeated"] } });
    default:
      return showAccount(c, { password: { nouveau: passwordRefusalSentences[answer.refusal] } });
  }
}

const proofSentences = {
  "wrong-current": "Ce n’est pas votre mot de passe actuel. Rien n’a été changé.",
  "too-many-tries": reasonSentence("too-many-tries"),
};

const emailForm = z.object({ courriel: requiredEmail, "mot-de-passe": z.string().default("") });

async function postEmail(c: Context<PageEnv>): Promise<Response> {
  const { school, user } = signedInContext(c);
  const form = await readForm(c, emailForm);
  const typedEmail = typedValue(form.typed, "courriel") ?? "";
  if (!form.ok) return showAccount(c, { email: form.refusal, typedEmail });
  const { courriel: email, "mot-de-passe": current } = form.value;
  if (email === user.email)
    return showAccount(c, { email: { courriel: "C’est déjà l’adresse de votre compte." }, typedEmail });
  const address = clientAddress(c);
  const answer = await askEmailChange(c.var.site, school.uai, user, { email, current, address });
  if (!answer.ok) return showAccount(c, { email: emailErrors(answer.refusal), typedEmail });
  await leaveNotice(
    c,
    `Un courriel part vers ${email}. Ouvrez le lien qu’il contient dans les ${linkMinutes} minutes ; il peut arriver dans « courrier indésirable ».`,
  );
  return backToAccount(c);
}

function emailErrors(refusal: EmailChangeRefusal): Record<string, string> {
  if (refusal !== "too-many-mails") return { "mot-de-passe": proofSentences[refusal] };
  return {
    courriel: "Plusieurs courriels sont déjà partis. Rien n’a été envoyé : réessayez dans une heure.",
  };
}

async function postSessions(c: Context<PageEnv>): Promise<Response> {
  const { school, user, session } = signedInContext(c);
  const typed = typedValue(await readTyped(c), "connexion");
  const id = z.uuid().safeParse(typed);
  if (!id.success && typed !== allOthers) throw refuse(404);
  const which = id.success ? { id: id.data } : { allBut: session.tokenHash };
  await closeOwnSessions(c.var.site, school.uai, user.id, which);
  await leaveNotice(c, id.success ? "La connexion est fermée." : "Les autres connexions sont fermées.");
  return backToAccount(c);
}
