/** "Tester la connexion": what can be told from here, step by step. */

import type { Context } from "hono";
import { type PortalProtocol, portalRefusals } from "#domain/portal/portal.ts";
import { type Check, type CheckStep, checkPortal, checkSteps } from "#portal/check.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import type { SchoolPaths } from "#web/paths.ts";
import { openPortal } from "#web/portal/known-portal.ts";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { Icon } from "#web/ui/icon.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Table } from "#web/ui/table.tsx";

const stepNames: Record<CheckStep, Record<PortalProtocol, string>> = {
  name: { cas: "L’adresse existe", oidc: "L’adresse existe" },
  connection: {
    cas: "La machine répond, avec un certificat valable",
    oidc: "La machine répond, avec un certificat valable",
  },
  answer: {
    cas: "C’est un serveur CAS : il refuse un ticket inventé",
    oidc: "C’est un serveur OpenID Connect, sous cette adresse même",
  },
  client: { cas: "Il connaît notre adresse de retour", oidc: "Il accepte notre identifiant de client" },
};

export async function showCheck(c: Context<PageEnv>): Promise<Response> {
  const { site, school, to } = here(c);
  const portal = await openPortal(c);
  if (!portal) return c.redirect(to.portalSettings(), 303);
  const checks = portal.ok
    ? await checkPortal(site.portalNetwork, portal.value, site.portalReturnUrl(school.uai))
    : checkSteps.map((step): Check => ({ step, outcome: step === "client" ? portal : "not-reached" }));
  const protocol = portal.ok ? portal.value.protocol : "oidc";
  return showPage(c, {
    title: "Test de la connexion par l’ENT",
    children: <CheckPage to={to} checks={checks} protocol={protocol} />,
  });
}

interface CheckPageProps {
  to: SchoolPaths;
  checks: readonly Check[];
  protocol: PortalProtocol;
}

function CheckPage({ to, checks, protocol }: CheckPageProps) {
  const failed = checks.some(({ outcome }) => typeof outcome === "object");
  return (
    <>
      <PageHeading
        title="Test de la connexion par l’ENT"
        lead={
          failed
            ? "Un point ne va pas. Rien n’est changé : corrigez le réglage, puis testez de nouveau."
            : "Tout ce qui se voit d’ici va bien. Essayez maintenant vous-même : cela ne vous déconnecte pas."
        }
      />
      <Table
        caption={`${checks.length} vérifications`}
        rows={checks}
        columns={[
          { heading: "Vérification", header: true, cell: ({ step }) => stepNames[step][protocol] },
          { heading: "Résultat", cell: Outcome },
        ]}
        empty={null}
      />
      <Actions>
        {!failed && (
          <LinkButton href={to.tryPortal()} kind="primary" leavesSite>
            Essayer vous-même
          </LinkButton>
        )}
        <LinkButton href={to.checkPortal()}>Tester de nouveau</LinkButton>
        <LinkButton href={to.portalSettings()}>Retour au réglage</LinkButton>
      </Actions>
    </>
  );
}

function Outcome({ outcome }: Check) {
  if (outcome === "passed") {
    return (
      <>
        <Icon name="check" /> oui
      </>
    );
  }
  if (outcome === "not-told") return <>Seul un essai le dira.</>;
  if (outcome === "not-reached") return <>Pas encore vérifié.</>;
  return (
    <>
      <Icon name="problem" /> <strong>non</strong> : {portalRefusals[outcome.refusal]}
    </>
  );
}
