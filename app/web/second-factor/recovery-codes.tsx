/** The recovery codes: shown once, to be printed or copied out. */

import type { Context } from "hono";
import { renewRecoveryCodes } from "#actions/second-factor/remove-authenticator.ts";
import { here, type PageEnv, type SignedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { toProof } from "#web/kit/to-proof.ts";
import { pathsIn } from "#web/paths.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

export async function postRecoveryCodes(c: Context<PageEnv>): Promise<Response> {
  const owner = here(c);
  const renewed = await renewRecoveryCodes(owner.site, owner.school.uai, owner);
  if (renewed.ok) return showRecoveryCodes(c, renewed.value);
  if (renewed.refusal === "second-factor-needed") return toProof(c, owner.to.account());
  return c.redirect(owner.to.account(), 303);
}

export function showRecoveryCodes(c: Context<PageEnv>, codes: readonly string[]): Promise<Response> {
  const { school, user } = here(c);
  const children = <RecoveryCodesPage school={school} user={user} codes={codes} />;
  return showPage(c, { title: "Vos codes de secours", children });
}

interface RecoveryCodesPageProps extends Pick<SignedInContext, "school" | "user"> {
  codes: readonly string[];
}

function RecoveryCodesPage({ school, user, codes }: RecoveryCodesPageProps) {
  return (
    <>
      <PageHeading
        title="Vos codes de secours"
        lead="Pour entrer le jour où vous n’avez ni téléphone ni clé. Ils ne sont montrés que maintenant : imprimez cette page, ou recopiez-les."
      />
      <p>
        {school.name}, identifiant {user.login}. Chaque code ne sert qu’une fois, à la place de l’autre moyen
        et après votre mot de passe. Gardez-les hors de votre ordinateur, comme une clé.
      </p>
      <ol class="recovery-codes">
        {codes.map((code) => (
          <li>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <Actions>
        <LinkButton href={pathsIn(school.uai).account()} kind="primary">
          Mes codes sont en lieu sûr
        </LinkButton>
      </Actions>
    </>
  );
}
