import type { TableRow } from "#data/people/users-table.ts";
import { fullName } from "#domain/names.ts";
import type { User } from "#domain/people/user.ts";
import { type Actor, whyNotMask, whyNotReset, whyNotRestore } from "#domain/permissions.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";
import { remedyOf } from "#web/kit/missing-button.tsx";
import { type UsersView, usersQuery } from "#web/kit/users-query.ts";
import type { Query, SchoolPaths } from "#web/paths.ts";
import { IconLink } from "#web/ui/button.tsx";
import type { IconName } from "#web/ui/icon.tsx";

export interface RowAction {
  readonly icon: IconName;
  readonly label: string;
  readonly href: string;
  /** Why it cannot be done. */
  readonly reason: Reason | undefined;
}

interface About {
  readonly to: SchoolPaths;
  readonly school: School;
  readonly actor: Actor;
  readonly user: User;
}

/** What may be done with an account; `query` leads back to the table. */
export function rowActions({ to, school, actor, user }: About, query: Query): RowAction[] {
  const target = { id: user.id };
  if (user.masked) {
    const href = to.restoreUser(target, query);
    return [{ icon: "show", label: "Restaurer", href, reason: whyNotRestore(user) }];
  }
  return [
    { icon: "pencil", label: "Modifier", href: to.editUser(target, query), reason: undefined },
    {
      icon: "key",
      label: "Réinitialiser le mot de passe",
      href: to.resetPassword(target, query),
      reason: whyNotReset(actor, user, school),
    },
    {
      icon: "hide",
      label: "Supprimer",
      href: to.maskUser(target, query),
      reason: whyNotMask(actor, user),
    },
  ];
}

interface RowActionsProps {
  to: SchoolPaths;
  school: School;
  actor: Actor;
  view: UsersView;
  row: TableRow;
}

/** A row's buttons; where a rule says no, its reason stands in the button's place and leads to the remedy. */
export function RowActions({ to, school, actor, view, row }: RowActionsProps) {
  const about = fullName(row);
  const query = usersQuery(view);
  const editHref = to.editUser({ id: row.id }, query);
  return (
    <>
      {rowActions({ to, school, actor, user: row }, query).map(({ icon, label, href, reason }) =>
        reason ? (
          <AbsentAction uai={school.uai} about={about} reason={reason} editHref={editHref} />
        ) : (
          <IconLink
            icon={icon}
            label={label}
            href={href}
            about={about}
            dialog
            shortcut={icon === "pencil" ? "e" : undefined}
          />
        ),
      )}
    </>
  );
}

/** Few words in the row, completed for a screen reader; the whole sentence is in the tooltip. */
const shortReasons: Partial<Record<Reason, { word: string; heard: string }>> = {
  "user-without-email": { word: "sans adresse", heard: "électronique : en ajouter une pour" },
  "school-without-email": { word: "sans adresse de l’établissement", heard: ": en ajouter une, pour" },
  "from-siecle": { word: "par SIECLE", heard: ": en savoir plus, pour" },
  "returns-by-siecle": { word: "par SIECLE", heard: ": en savoir plus, pour" },
  "own-password": { word: "Mon compte", heard: ": c’est le vôtre," },
  "administrator-stays": { word: "reste", heard: ": l’administrateur ne se masque pas," },
};

interface AbsentActionProps {
  uai: string;
  about: string;
  reason: Reason;
  editHref: string;
}

function AbsentAction({ uai, about, reason, editHref }: AbsentActionProps) {
  const remedy = remedyOf(uai, reason, editHref);
  const sentence = reasonSentence(reason);
  const { word, heard } = shortReasons[reason] ?? { word: sentence, heard: "" };
  const content = (
    <>
      {word}
      <span class="visually-hidden">
        {" "}
        {heard} {about}
      </span>
    </>
  );
  if (!remedy) {
    return (
      <span class="absent-action" title={sentence}>
        {content}
      </span>
    );
  }
  const opensDialog = reason === "user-without-email";
  return (
    <a
      class="absent-action"
      href={remedy.href}
      title={sentence}
      data-turbo-frame={opensDialog ? "dialog" : undefined}
    >
      {content}
    </a>
  );
}
