import type { Context } from "hono";
import { z } from "zod";
import { changePassword } from "#actions/access/change-password.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { backToAccount, showAccount } from "#web/access/account/account.tsx";
import { newPasswordErrors, newPasswordShape } from "#web/access/sign-in/new-password-fields.tsx";
import { clientAddress } from "#web/kit/client-address.ts";
import { placeOf } from "#web/kit/cookies.ts";
import { refuse } from "#web/kit/errors.tsx";
import { anyText, type FormErrors, readForm } from "#web/kit/form.ts";
import { here, leaveNotice, type PageEnv, setSessionCookie } from "#web/kit/here.ts";

const passwordForm = z.object({ current: anyText, ...newPasswordShape });

export async function postPassword(c: Context<PageEnv>): Promise<Response> {
  const { site, school, user, session } = here(c);
  const form = await readForm(c, passwordForm);
  if (!form.ok) return showAccount(c, { password: form });
  const browser = { address: clientAddress(c), place: placeOf(c), provedAt: session.provedAt };
  const changed = await changePassword(site, school.uai, user, { ...form.value, ...browser });
  if (!changed.ok) return showAccount(c, { password: { ...form, errors: errorsOf(changed.refusal) } });
  setSessionCookie(c, school.uai, changed.value);
  const saved = "Votre nouveau mot de passe est enregistré. Vos autres connexions sont fermées.";
  await leaveNotice(c, saved, changed.value);
  return backToAccount(c);
}

type ChangeRefusal = Extract<Awaited<ReturnType<typeof changePassword>>, { ok: false }>["refusal"];

function errorsOf(refusal: ChangeRefusal): FormErrors {
  switch (refusal) {
    case "not-found":
      throw refuse(404);
    case "wrong-current":
    case "too-many-tries":
      return { current: proofSentences[refusal] };
    default:
      return newPasswordErrors(refusal);
  }
}

export const proofSentences = {
  "wrong-current": "Ce n’est pas votre mot de passe actuel. Rien n’a été changé.",
  "too-many-tries": reasonSentence("too-many-tries"),
};
