/** "Double authentification": asked after the password, and again before a grave deed. */

import type { Context, MiddlewareHandler } from "hono";
import { z } from "zod";
import {
  askPasskey,
  type Proof,
  type ProofRefusal,
  proveSecondFactor,
} from "#actions/second-factor/prove-second-factor.ts";
import { listApplications } from "#data/second-factor/authenticators.ts";
import { type Again, anyText, newForm, readForm, typedValue } from "#web/kit/form.ts";
import { here, type PageEnv, setSessionCookie } from "#web/kit/here.ts";
import { landing, ownPath } from "#web/kit/landing.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { tooManyTries } from "#web/kit/too-many-tries.ts";
import { pathsIn } from "#web/paths.ts";
import { ProofPage } from "#web/second-factor/proof-page.tsx";

/** Whose session has something to prove; others are led elsewhere. */
export const proverOnly: MiddlewareHandler<PageEnv> = async (c, next) => {
  const { school, session, user } = c.var.context;
  const to = pathsIn(school.uai);
  if (!session || !user) return c.redirect(to.signIn(), 303);
  if (session.purpose === "choose-password") return c.redirect(to.firstPassword(), 303);
  if (!session.hasAuthenticator) return c.redirect(landing(school.uai, user.profile), 303);
  return next();
};

export async function showProof(c: Context<PageEnv>, { typed, errors }: Again = newForm): Promise<Response> {
  const prover = here(c);
  const { uai } = prover.school;
  const passkey = await askPasskey(prover.site, uai, prover);
  const applications = await prover.read((tx) => listApplications(tx, prover.user.id));
  return showPage(c, {
    title: "Double authentification",
    status: statusOf(errors),
    children: (
      <ProofPage
        to={prover.to}
        signsIn={prover.session.purpose === "second-factor"}
        hasApplication={applications.length > 0}
        passkey={passkey}
        back={ownPath(uai, typedValue(typed, "back") ?? c.req.query("suite"))}
        errors={errors}
      />
    ),
  });
}

const back = z.string().optional();
const codeForm = z.object({ code: anyText, recoveryCode: z.string().optional(), back });

/** A code of the application, or of the sheet. */
export async function postCode(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, codeForm);
  if (!form.ok) return showProof(c, form);
  const { code, recoveryCode } = form.value;
  if (recoveryCode === undefined) return prove(c, form, { code }, "code");
  return prove(c, form, { code: recoveryCode }, "recoveryCode");
}

const passkeyForm = z.object({ answer: anyText, back });

export async function postPasskey(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, passkeyForm);
  if (!form.ok) return showProof(c, form);
  return prove(c, form, { passkey: form.value.answer }, "");
}

/** By field; the passkey has none. */
const wrongProofs = {
  code: "Ce code n’est pas bon, ou il a déjà servi. Attendez que l’application en montre un autre.",
  recoveryCode: "Ce code de secours n’est pas bon, ou il a déjà servi.",
  "": "La clé d’accès n’a pas été reconnue. Réessayez, ou utilisez un autre moyen.",
};

async function prove(
  c: Context<PageEnv>,
  form: Again,
  proof: Proof,
  field: keyof typeof wrongProofs,
): Promise<Response> {
  const prover = here(c);
  const { uai } = prover.school;
  const proved = await proveSecondFactor(prover.site, uai, prover, proof);
  if (!proved.ok) {
    const errors = { [field]: refusalText(c, proved.refusal, wrongProofs[field]) };
    return showProof(c, { ...form, errors });
  }
  setSessionCookie(c, uai, proved.value);
  const back = ownPath(uai, typedValue(form.typed, "back"));
  return c.redirect(back ?? landing(uai, prover.user.profile), 303);
}

function refusalText(c: Context<PageEnv>, refusal: ProofRefusal, wrong: string): string {
  return refusal.reason === "wrong-proof" ? wrong : tooManyTries(c, refusal.waitMs);
}
