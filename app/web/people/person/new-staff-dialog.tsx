import type { CreationRefusal } from "#actions/people/create-staff.ts";
import type { StoredUser } from "#data/people/users.ts";
import { frenchDate } from "#domain/calendar.ts";
import { fullName } from "#domain/names.ts";
import { populationOf } from "#domain/people/user.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import type { Site } from "#web/kit/here.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { MissingButton } from "#web/kit/missing-button.tsx";
import { readUsersFilter, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { IdentityFields, StaffProfileField } from "#web/people/person/member-fields.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { CheckboxField, EmailField, TextField } from "#web/ui/fields.tsx";
import { FormDialog } from "#web/ui/form-dialog.tsx";
import { FormKey } from "#web/ui/form-key.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { ProfileBadge } from "#web/ui/origin-badge.tsx";

export type StaffKind = "teacher" | "user";

export const staffTitles: Record<StaffKind, string> = {
  teacher: "Nouvel enseignant",
  user: "Nouvel utilisateur",
};

interface NewStaffDialogProps {
  kind: StaffKind;
  uai: string;
  divisions: readonly DivisionRecord[];
  action: string;
  closeHref: string;
  again: Again;
  /** A reason, or users of that name and birth date, shown before a double is made. */
  refusal: CreationRefusal | undefined;
  site: Pick<Site, "hasMailbox" | "mailFrom">;
}

export function NewStaffDialog(props: NewStaffDialogProps) {
  const { kind, uai, closeHref, refusal } = props;
  const title = staffTitles[kind];
  if (typeof refusal !== "string") return <MemberDialog {...props} namesakes={refusal?.namesakes ?? []} />;
  return (
    <DialogPage title={title} closeHref={closeHref}>
      <MissingButton uai={uai} button={`« ${title} »`} reason={refusal} />
    </DialogPage>
  );
}

interface MemberDialogProps extends NewStaffDialogProps {
  namesakes: readonly StoredUser[];
}

function MemberDialog(props: MemberDialogProps) {
  const { kind, uai, action, closeHref, again, namesakes, site } = props;
  const { typed, errors } = again;
  return (
    <FormDialog
      title={staffTitles[kind]}
      action={action}
      closeHref={closeHref}
      errors={errorList(errors)}
      busyText="Création en cours…"
      unsaved={typed.size > 0 ? "typed" : ""}
      lead={<ImportInstead uai={uai} />}
    >
      <FormKey />
      {namesakes.length > 0 && <Namesakes uai={uai} namesakes={namesakes} />}
      <IdentityFields
        shown={{
          civility: typedValue(typed, "civility"),
          lastName: typedValue(typed, "lastName"),
          firstName: typedValue(typed, "firstName"),
          birthDate: typedValue(typed, "birthDate"),
        }}
        errors={errors}
      />
      <EmailField
        name="email"
        label="Adresse électronique"
        value={typedValue(typed, "email")}
        error={errors.email}
        autocomplete="off"
        required
      />
      {kind === "teacher" ? (
        <TeacherFields {...props} />
      ) : (
        <StaffProfileField value={typedValue(typed, "profile")} errors={errors} />
      )}
      <MailNote hasMailbox={site.hasMailbox} mailFrom={site.mailFrom}>
        La personne recevra l’adresse du site, son identifiant et un mot de passe temporaire.
      </MailNote>
    </FormDialog>
  );
}

function ImportInstead({ uai }: { uai: string }) {
  return (
    <p class="lead">
      Le mieux est d’<a href={paths.imports({ uai })}>importer un fichier à jour de SIECLE ou de STS</a> : la
      personne y figure peut-être déjà, et aucun double n’est créé. Ce formulaire est fait pour qui n’y est
      pas, un remplaçant par exemple.
    </p>
  );
}

function TeacherFields({ divisions, again: { typed, errors } }: NewStaffDialogProps) {
  return (
    <>
      <ClassPicker
        name="teaches"
        legend="Classes"
        divisions={divisions}
        chosen={typed.get("teaches") ?? []}
        error={errors.teaches}
      />
      <TextField
        name="discipline"
        label="Discipline"
        value={typedValue(typed, "discipline")}
        error={errors.discipline}
        autocomplete="off"
        required
      />
    </>
  );
}

function Namesakes({ uai, namesakes }: { uai: string; namesakes: readonly StoredUser[] }) {
  return (
    <>
      <Notice
        kind="question"
        title="Quelqu’un porte déjà ce nom, avec la même date de naissance ou sans date connue."
      >
        <ul>
          {namesakes.map((user) => (
            <li>
              <a href={tableAt(uai, user)} data-turbo-frame="_top">
                {fullName(user)}
              </a>
              , <ProfileBadge profile={user.profile} origin={user.origin} />
              {user.birthDate && `, né(e) le ${frenchDate(user.birthDate)}`}
              {user.masked && ", compte masqué"}
            </li>
          ))}
        </ul>
      </Notice>
      <CheckboxField name="evenIfNamesake" label="C’est une autre personne : créer quand même un compte" />
    </>
  );
}

/** The table, on the row of an existing user. */
function tableAt(uai: string, user: StoredUser): string {
  const filter = readUsersFilter({});
  const search = `${user.lastName} ${user.firstName}`;
  return paths.users(
    { uai },
    usersQuery({ ...filter, population: populationOf(user.profile), search, masked: user.masked }),
  );
}
