import type { Profile } from "#domain/people/user.ts";
import { paths } from "#web/paths.ts";
import { PageHeading } from "#web/ui/layout.tsx";

type Place = readonly [label: string, href: string, within?: readonly Place[]];

/** The pages that somebody can go to; those of one person or one import are reached by their lists. */
export function SiteMap({ uai, profile }: { uai: string; profile: Profile | undefined }) {
  return (
    <>
      <PageHeading title="Plan du site" />
      <nav aria-label="Plan du site">
        <Places places={profile ? [...placesOf(uai, profile), ...ofEverybody(uai)] : outside(uai)} />
      </nav>
    </>
  );
}

function Places({ places }: { places: readonly Place[] }) {
  return (
    <ul class="site-map">
      {places.map(([label, href, within]) => (
        <li>
          <a href={href}>{label}</a>
          {within && <Places places={within} />}
        </li>
      ))}
    </ul>
  );
}

function outside(uai: string): Place[] {
  return [
    ["Connexion", paths.signIn({ uai })],
    ["Mot de passe oublié", paths.forgottenPassword({ uai })],
    ["Je n’arrive pas à me connecter", paths.signInHelp({ uai })],
    ["Accessibilité", paths.accessibility({ uai })],
  ];
}

function ofEverybody(uai: string): Place[] {
  return [
    ["Aide", paths.help({ uai })],
    ["Accessibilité", paths.accessibility({ uai })],
  ];
}

function placesOf(uai: string, profile: Profile): Place[] {
  const account: Place = ["Mon compte", paths.account({ uai })];
  if (profile === "administrator") return [...placesOfAdministrator(uai), account];
  if (profile === "head") return [["Accès des inspecteurs", paths.inspectors({ uai })], account];
  return [account];
}

function placesOfAdministrator(uai: string): Place[] {
  return [
    ["La rentrée", paths.schoolStart({ uai })],
    [
      "Utilisateurs",
      paths.users({ uai }),
      [
        ["Mes vues", paths.savedViews({ uai })],
        ["Codes d’activation", paths.codes({ uai })],
        ["Comptes compromis", paths.compromised({ uai })],
      ],
    ],
    ["Importations", paths.imports({ uai })],
    [
      "Paramètres",
      paths.settings({ uai }),
      [
        ["Règle de la double authentification", paths.secondFactorSettings({ uai })],
        ["Connexion par l’ENT", paths.portalSettings({ uai })],
        ["Venus de l’ENT sans compte relié", paths.arrivals({ uai })],
        ["Remplir les ID ENT", paths.entIds({ uai })],
        ["Effacement des comptes masqués", paths.erasureSettings({ uai })],
        ["Journal de l’établissement", paths.journal({ uai })],
      ],
    ],
  ];
}
