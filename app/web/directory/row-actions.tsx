import type { TableRow } from "#data/users-table.ts";
import { fullName } from "#domain/names.ts";
import { whyNotMask, whyNotReset, whyNotRestore } from "#domain/permissions.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { remedyOf } from "#web/directory/missing-button.tsx";
import type { UsersPageProps } from "#web/directory/users-page.tsx";
import { usersQuery } from "#web/directory/users-query.ts";
import { paths } from "#web/paths.ts";
import { IconLink } from "#web/ui/button.tsx";
import type { IconName } from "#web/ui/icon.tsx";

interface RowActionsProps extends Pick<UsersPageProps, "school" | "actor" | "filter"> {
  row: TableRow;
}

/** A row's buttons; where a rule says no, its reason stands in the button's place and leads to the remedy. */
export function RowActions({ school, actor, filter, row }: RowActionsProps) {
  const { uai } = school;
  const target = { uai, id: row.id };
  const query = usersQuery(filter);
  const editHref = paths.editUser(target, query);
  const about = fullName(row);
  const action = (icon: IconName, label: string, href: string, reason: Reason | undefined) =>
    reason ? (
      <AbsentAction {...{ uai, about, reason, editHref }} />
    ) : (
      <IconLink {...{ icon, label, href, about }} dialog />
    );
  if (row.masked) {
    return action("show", "Restaurer", paths.restoreUser(target, query), whyNotRestore(row));
  }
  return (
    <>
      <IconLink icon="pencil" label="Modifier" href={editHref} about={about} dialog />
      {action(
        "key",
        "Réinitialiser le mot de passe",
        paths.resetPassword(target, query),
        whyNotReset(actor, row, school),
      )}
      {action("hide", "Supprimer", paths.maskUser(target, query), whyNotMask(actor, row))}
    </>
  );
}

/** Few words in the row, completed for whoever hears them; the whole sentence for whoever points at them. */
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
