import type { StoredPortal } from "#data/portal/portals.ts";
import { portalProtocolLabels } from "#domain/portal/portal.ts";
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import { paths } from "#web/paths.ts";
import { ArrivalsNotice } from "#web/portal/arrivals/arrivals-notice.tsx";
import { noPortal } from "#web/portal/settings/settings-form.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { RadioGroup, TextField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface PortalSettingsPageProps {
  uai: string;
  portal: StoredPortal | undefined;
  again: Again;
  arrivals: number;
  returnUrl: string;
  tileUrl: string;
}

export function PortalSettingsPage(props: PortalSettingsPageProps) {
  const { uai, portal } = props;
  return (
    <>
      <PageHeading
        title="Connexion par l’ENT"
        lead="Qui est déjà connecté à l’ENT entre sans second mot de passe. Chacun est reconnu à son ID ENT, jamais à son nom."
      />
      <ArrivalsNotice uai={uai} count={props.arrivals} />
      <PortalForm {...props} />
      {portal && (
        <>
          <h2>Vérifier</h2>
          <p>Le test ne connecte et ne déconnecte personne.</p>
          <Actions>
            <LinkButton href={paths.checkPortal({ uai })}>Tester la connexion</LinkButton>
            <LinkButton href={paths.tryPortal({ uai })} leavesSite>
              Essayer vous-même
            </LinkButton>
          </Actions>
        </>
      )}
      <h2>À donner à la personne qui s’occupe de l’ENT</h2>
      <Facts
        facts={[
          {
            term: "Adresse de retour",
            value: <code class="long-word">{props.returnUrl}</code>,
            note: "à déclarer dans l’ENT : « service » de CAS (avec ce qui peut suivre « ? »), « redirect URI » d’OpenID Connect",
          },
          {
            term: "Adresse de la vignette",
            value: <code class="long-word">{props.tileUrl}</code>,
            note: "pour un lien dans l’ENT, qui ouvre directement le compte",
          },
        ]}
      />
    </>
  );
}

function PortalForm({ uai, portal, again: { typed, errors } }: PortalSettingsPageProps) {
  const value = (name: "address" | "attribute" | "clientId") =>
    typed.size > 0 ? typedValue(typed, name) : portal?.[name];
  const protocol = typed.size > 0 ? typedValue(typed, "protocol") : (portal?.protocol ?? noPortal);
  const hasSecret = portal?.sealedSecret !== undefined;
  return (
    <form method="post" action={paths.portalSettings({ uai })} novalidate autocomplete="off">
      <ErrorSummary errors={errorList(errors)} />
      <RadioGroup
        name="protocol"
        label="Protocole de l’ENT"
        value={protocol}
        error={errors.protocol}
        options={[
          { value: noPortal, label: "Pas de connexion par l’ENT" },
          { value: "cas", label: portalProtocolLabels.cas },
          { value: "oidc", label: portalProtocolLabels.oidc },
        ]}
      />
      <TextField
        name="address"
        label="Adresse de l’ENT"
        hint="CAS : ce qui précède « /login », par exemple https://ent.exemple.fr/cas. OpenID Connect : l’« issuer »."
        value={value("address")}
        error={errors.address}
        autocomplete="off"
      />
      <TextField
        name="attribute"
        label="Attribut de l’ID ENT"
        hint="Vide : l’utilisateur de CAS, ou « sub » d’OpenID Connect."
        value={value("attribute")}
        error={errors.attribute}
        autocomplete="off"
      />
      <TextField
        name="clientId"
        label="Identifiant de client"
        hint="OpenID Connect seulement."
        value={value("clientId")}
        error={errors.clientId}
        autocomplete="off"
      />
      <TextField
        name="secret"
        label="Secret de client"
        hint={
          hasSecret
            ? "Un secret est enregistré ; il ne s’affiche plus. Laissez vide pour le garder, sauf si l’adresse change."
            : "OpenID Connect seulement. Il est gardé chiffré et ne s’affichera plus."
        }
        error={errors.secret}
        autocomplete="off"
      />
      <Actions>
        <Button>Valider</Button>
        <LinkButton href={paths.settings({ uai })}>Annuler</LinkButton>
      </Actions>
    </form>
  );
}
