/** "Double authentification": asked after the password, and again before a grave deed. */

import type { Context } from "hono";
import {
  askPasskey,
  type Proof,
  type ProofRefusal,
  proveSecondFactor,
} from "#actions/second-factor/prove-second-factor.ts";
import { listApplications } from "#data/second-factor/authenticators.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { roughly } from "#web/kit/dates.ts";
import { readTyped, typedValue } from "#web/kit/form.ts";
import { type PageEnv, type SignedInContext, setSessionCookie } from "#web/kit/here.ts";
import { landing, ownPath } from "#web/kit/landing.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { answerField } from "#web/second-factor/passkey-form.tsx";
import { ProofPage } from "#web/second-factor/proof-page.tsx";

/** Who has something to prove; others are led elsewhere. */
function proverOf(c: Context<PageEnv>): SignedInContext | Response {
  const { school, session, user } = c.var.context;
  const { uai } = school;
  if (!session || !user) return c.redirect(paths.signIn({ uai }), 303);
  if (session.purpose === "choose-password") return c.redirect(paths.firstPassword({ uai }), 303);
  if (!session.hasAuthenticator) return c.redirect(landing(uai, user.profile), 303);
  return { school, session, user };
}

export async function showProof(
  c: Context<PageEnv>,
  shown: { back?: string | undefined; errors?: Record<string, string> } = {},
): Promise<Response> {
  const context = proverOf(c);
  if (context instanceof Response) return context;
  const { uai } = context.school;
  const { site } = c.var;
  const passkey = await askPasskey(site, uai, context);
  const applications = await site.database.inSchool(uai, (tx) => listApplications(tx, context.user.id));
  return showPage(c, {
    title: "Double authentification",
    status: shown.errors ? 422 : 200,
    children: (
      <ProofPage
        uai={uai}
        signsIn={context.session.purpose === "second-factor"}
        hasApplication={applications.length > 0}
        passkey={passkey}
        back={shown.back ?? ownPath(uai, c.req.query("suite"))}
        errors={shown.errors ?? {}}
      />
    ),
  });
}

/** A code of the application, or of the sheet. */
export async function postCode(c: Context<PageEnv>): Promise<Response> {
  const typed = await readTyped(c);
  const field = typed.has("secours") ? "secours" : "code";
  const code = typedValue(typed, field) ?? "";
  return prove(c, { code }, typedValue(typed, "suite"), (refusal) => ({
    [field]: refusalText(refusal, wrongCodes[field]),
  }));
}

const wrongCodes = {
  code: "Ce code n’est pas bon, ou il a déjà servi. Attendez que l’application en montre un autre.",
  secours: "Ce code de secours n’est pas bon, ou il a déjà servi.",
};

export async function postPasskey(c: Context<PageEnv>): Promise<Response> {
  const typed = await readTyped(c);
  const passkey = typedValue(typed, answerField) ?? "";
  return prove(c, { passkey }, typedValue(typed, "suite"), (refusal) => ({
    "": refusalText(refusal, "La clé d’accès n’a pas été reconnue. Réessayez, ou utilisez un autre moyen."),
  }));
}

async function prove(
  c: Context<PageEnv>,
  proof: Proof,
  typedBack: string | undefined,
  errorsOf: (refusal: ProofRefusal) => Record<string, string>,
): Promise<Response> {
  const context = proverOf(c);
  if (context instanceof Response) return context;
  const { uai } = context.school;
  const back = ownPath(uai, typedBack);
  const answer = await proveSecondFactor(c.var.site, uai, context, proof);
  if (!answer.ok) {
    if (answer.refusal.reason === "too-many-tries")
      c.header("Retry-After", String(Math.ceil(answer.refusal.waitMs / 1000)));
    return showProof(c, { back, errors: errorsOf(answer.refusal) });
  }
  setSessionCookie(c, uai, answer.value);
  return c.redirect(back ?? landing(uai, context.user.profile), 303);
}

function refusalText(refusal: ProofRefusal, wrong: string): string {
  if (refusal.reason === "wrong-proof") return wrong;
  return `${reasonSentence("too-many-tries")} Prochain essai possible dans ${roughly(refusal.waitMs)}.`;
}
