/** "Essayer vous-même": through the portal and back, to see who it says one is. Nobody is signed in or out. */

import type { Context } from "hono";
import { z } from "zod";
import { findUserByEntId, type StoredUser } from "#data/people/users.ts";
import { fullName } from "#domain/names.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import { profileLabels } from "#domain/people/user.ts";
import { type PortalIdentity, type PortalRefusal, portalRefusals } from "#domain/portal/portal.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths, type SchoolPaths } from "#web/paths.ts";
import { readSealed, setSealed } from "#web/portal/journey.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";

const cookieName = "cpro_essai";

const outcomeSchema = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    value: z.object({ entId: z.string(), shownName: z.string().optional() }),
  }),
  z.object({
    ok: z.literal(false),
    refusal: z.enum(Object.keys(portalRefusals) as [PortalRefusal, ...PortalRefusal[]]),
  }),
]);

/** What came back, for the administrator's page: who is not the administrator is sent to the sign-in page there. */
export function leaveTrial(c: Context<PageEnv>, answer: Outcome<PortalIdentity, PortalRefusal>): Response {
  const { uai } = c.var.context.school;
  const outcome = answer.ok ? done({ entId: answer.value.entId, shownName: answer.value.shownName }) : answer;
  setSealed(c, cookieName, paths.portalSettings({ uai }), outcome);
  return c.redirect(paths.portalTrial({ uai }), 303);
}

export async function showTrial(c: Context<PageEnv>): Promise<Response> {
  const { to, read } = here(c);
  const outcome = outcomeSchema.safeParse(readSealed(c, cookieName, to.portalSettings())).data;
  if (!outcome) return c.redirect(to.portalSettings(), 303);
  const user = outcome.ok ? await read((tx) => findUserByEntId(tx, outcome.value.entId)) : undefined;
  return showPage(c, {
    title: "Essai de la connexion par l’ENT",
    children: <TrialPage to={to} outcome={outcome} user={user} />,
  });
}

interface TrialPageProps {
  to: SchoolPaths;
  outcome: z.infer<typeof outcomeSchema>;
  user: StoredUser | undefined;
}

function TrialPage({ to, outcome, user }: TrialPageProps) {
  return (
    <>
      <PageHeading
        title="Essai de la connexion par l’ENT"
        lead="Vous êtes passé par l’ENT et revenu. Votre connexion ici n’a pas changé."
      />
      {outcome.ok ? (
        <Recognised to={to} user={user} identity={outcome.value} />
      ) : (
        <Notice kind="problem" title="L’ENT n’a pas confirmé qui vous êtes." focus>
          <p>{portalRefusals[outcome.refusal]}</p>
        </Notice>
      )}
      <Actions>
        <LinkButton href={to.tryPortal()} leavesSite>
          Essayer encore
        </LinkButton>
        <LinkButton href={to.portalSettings()}>Retour au réglage</LinkButton>
      </Actions>
    </>
  );
}

interface RecognisedProps {
  to: SchoolPaths;
  identity: { entId: string; shownName?: string | undefined };
  user: StoredUser | undefined;
}

function Recognised({ to, identity, user }: RecognisedProps) {
  return (
    <>
      <Facts
        facts={[
          { term: "ID ENT reçu", value: <code>{identity.entId}</code> },
          { term: "Nom donné par l’ENT", value: identity.shownName },
          { term: "Compte relié", value: user && linkedAccount(to, user) },
        ]}
      />
      {!user && (
        <p>
          Aucun compte ne porte cet ID ENT. Si c’est bien celui que vous attendiez, saisissez-le dans la fiche
          de la personne. Sinon, changez l’attribut de l’ID ENT.
        </p>
      )}
    </>
  );
}

function linkedAccount(to: SchoolPaths, user: StoredUser) {
  return (
    <>
      <a href={to.user({ id: user.id })}>{fullName(user)}</a> ({profileLabels[user.profile]})
      {user.masked && ", compte masqué : il ne peut pas entrer"}
    </>
  );
}
