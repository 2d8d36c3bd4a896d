import { paths } from "#web/paths.ts";
import { Actions, Button, IconLink, LinkButton } from "#web/ui/button.tsx";
import { Icon, iconNames } from "#web/ui/icon.tsx";
import { ProfileBadge } from "#web/ui/origin-badge.tsx";

const here = paths.ui({});

export function Buttons() {
  return (
    <section>
      <h2>Boutons</h2>
      <form method="get" action={here}>
        <Actions>
          <Button>Principal</Button>
          <Button kind="secondary">Secondaire</Button>
          <Button kind="destructive">Qui retire quelque chose</Button>
          <Button kind="quiet">Discret</Button>
          <button class="button button-primary" type="submit" disabled>
            En cours…
          </button>
        </Actions>
        <Actions>
          <LinkButton href={here} kind="primary" icon="plus">
            Lien principal
          </LinkButton>
          <LinkButton href={here} icon="download">
            Lien avec un signe
          </LinkButton>
          <IconLink href={here} icon="pencil" label="Modifier" about="Alice Alon" showLabel="always" />
          <IconLink href={here} icon="key" label="Réinitialiser le mot de passe" showLabel="never" />
        </Actions>
      </form>
    </section>
  );
}

const sizes = [
  ["--text-xl", "Titre de la page"],
  ["--text-l", "Titre d’une partie"],
  ["--text-m", "Texte courant"],
  ["--text-s", "Aide et notes"],
] as const;

export function Signs() {
  return (
    <section>
      <h2>Signes, origines, tailles</h2>
      <ul class="showcase-signs">
        {iconNames.map((name) => (
          <li>
            <Icon name={name} /> <code>{name}</code>
          </li>
        ))}
      </ul>
      <p>
        <ProfileBadge profile="teacher" origin="siecle" />
      </p>
      <p>
        <ProfileBadge profile="cpe" origin="manual" />
      </p>
      <h1>{sizes[0][1]}</h1>
      <h2>{sizes[1][1]}</h2>
      <p>{sizes[2][1]} : Łukasz, Şahin, Zoë, l’œuvre, « guillemets », 1 234 567,89.</p>
      <p class="field-hint">{sizes[3][1]}</p>
    </section>
  );
}
