/** The recovery codes: shown once, to be printed or copied out. */

import type { Context } from "hono";
import { renewRecoveryCodes } from "#actions/second-factor/remove-authenticator.ts";
import { type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { toProof } from "#web/kit/to-proof.ts";
import { paths } from "#web/paths.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export async function postRecoveryCodes(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const answer = await renewRecoveryCodes(c.var.site, uai, context);
  if (answer.ok) return showRecoveryCodes(c, answer.value);
  if (answer.refusal === "second-factor-needed") return toProof(c, paths.account({ uai }));
  return c.redirect(paths.account({ uai }), 303);
}

export function showRecoveryCodes(c: Context<PageEnv>, codes: readonly string[]): Promise<Response> {
  const { school, user } = signedInContext(c);
  const { uai } = school;
  return showPage(c, {
    title: "Vos codes de secours",
    children: (
      <>
        <PageHeading
          title="Vos codes de secours"
          lead="Pour entrer le jour où vous n’avez ni téléphone ni clé. Ils ne sont montrés que maintenant : imprimez cette page, ou recopiez-les."
        />
        <p>
          {school.name}, identifiant {user.login}. Chaque code ne sert qu’une fois, à la place de l’autre
          moyen et après votre mot de passe. Gardez-les hors de votre ordinateur, comme une clé.
        </p>
        <ol class="recovery-codes">
          {codes.map((code) => (
            <li>
              <code>{code}</code>
            </li>
          ))}
        </ol>
        <Actions>
          <LinkButton href={paths.account({ uai })} kind="primary">
            Mes codes sont en lieu sûr
          </LinkButton>
        </Actions>
      </>
    ),
  });
}
