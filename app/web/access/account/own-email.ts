import type { Context } from "hono";
import { z } from "zod";
import { askEmailChange, type EmailChangeRefusal } from "#actions/access/ask-email-change.ts";
import { linkMinutes } from "#domain/access/mailed-link.ts";
import { showAccount } from "#web/access/account/account.tsx";
import { proofSentences } from "#web/access/account/own-password.ts";
import { said } from "#web/kit/answer.ts";
import { clientAddress } from "#web/kit/client-address.ts";
import { anyText, type FormErrors, readForm, requiredEmail } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";

/** `proof`: on the same page `current` is a field of the other form. */
const emailForm = z.object({ email: requiredEmail, proof: anyText });

export async function postEmail(c: Context<PageEnv>): Promise<Response> {
  const { site, school, user, to } = here(c);
  const form = await readForm(c, emailForm);
  if (!form.ok) return showAccount(c, { email: form });
  const again = (errors: FormErrors) => showAccount(c, { email: { ...form, errors } });
  const { email, proof } = form.value;
  if (email === user.email) return again({ email: "C’est déjà l’adresse de votre compte." });
  const typed = { email, current: proof, address: clientAddress(c) };
  const asked = await askEmailChange(site, school.uai, user, typed);
  if (!asked.ok) return again(errorsOf(asked.refusal));
  return said(c, mailLeaves(email), to.account());
}

function mailLeaves(email: string): string {
  return `Un courriel part vers ${email}. Ouvrez le lien qu’il contient dans les ${linkMinutes} minutes ; il peut arriver dans « courrier indésirable ».`;
}

function errorsOf(refusal: EmailChangeRefusal): FormErrors {
  if (refusal !== "too-many-mails") return { proof: proofSentences[refusal] };
  return { email: "Plusieurs courriels sont déjà partis. Rien n’a été envoyé : réessayez dans une heure." };
}
