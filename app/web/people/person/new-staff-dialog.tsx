import type { StoredUser } from "#data/people/users.ts";
import { frenchDate } from "#domain/calendar.ts";
import { fullName } from "#domain/names.ts";
import { populationOf } from "#domain/people/user.ts";
import type { Reason } from "#domain/reasons.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { errorList, type FormErrors, type Typed, typedValue } from "#web/kit/form.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { MissingButton } from "#web/kit/missing-button.tsx";
import { readUsersFilter, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { IdentityFields, StaffProfileField } from "#web/people/person/member-fields.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { CheckboxField, EmailField, TextField } from "#web/ui/fields.tsx";
import { FormKey } from "#web/ui/form-key.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { ProfileBadge } from "#web/ui/origin-badge.tsx";

export type StaffKind = "teacher" | "user";

interface NewStaffDialogProps {
  kind: StaffKind;
  uai: string;
  divisions: readonly DivisionRecord[];
  action: string;
  closeHref: string;
  typed: Typed | undefined;
  errors: FormErrors;
  /** People of that name and birth date: seen before a double is made. */
  namesakes: readonly StoredUser[];
  refusal: Reason | undefined;
  hasMailbox: boolean;
  mailFrom: string;
}

export function NewStaffDialog(props: NewStaffDialogProps) {
  const { kind, uai, closeHref, refusal } = props;
  const title = kind === "teacher" ? "Nouvel enseignant" : "Nouvel utilisateur";
  if (refusal) {
    return (
      <DialogPage title={title} closeHref={closeHref}>
        <MissingButton uai={uai} button={`« ${title} »`} reason={refusal} />
      </DialogPage>
    );
  }
  return (
    <DialogPage title={title} closeHref={closeHref}>
      <p class="lead">
        Le mieux est d’<a href={paths.imports({ uai })}>importer un fichier à jour de SIECLE ou de STS</a> :
        la personne y figure peut-être déjà, et aucun double n’est créé. Ce formulaire est fait pour qui n’y
        est pas, un remplaçant par exemple.
      </p>
      <MemberForm {...props} />
    </DialogPage>
  );
}

function MemberForm(props: NewStaffDialogProps) {
  const { kind, divisions, action, closeHref, typed, errors, namesakes } = props;
  const shown = (name: string) => typed && typedValue(typed, name);
  return (
    <form method="post" action={action} novalidate data-unsaved={typed ? "typed" : ""}>
      <FormKey />
      <ErrorSummary errors={errorList(errors)} />
      {namesakes.length > 0 && <Namesakes uai={props.uai} namesakes={namesakes} />}
      <IdentityFields
        shown={{
          civility: shown("civilite"),
          lastName: shown("nom"),
          firstName: shown("prenom"),
          birthDate: shown("naissance"),
        }}
        errors={errors}
      />
      <EmailField
        name="courriel"
        label="Adresse électronique"
        value={shown("courriel")}
        error={errors.courriel}
        autocomplete="off"
        required
      />
      {kind === "teacher" ? (
        <>
          <ClassPicker
            name="classes"
            legend="Classes"
            divisions={divisions}
            chosen={typed?.get("classes") ?? []}
            error={errors.classes}
          />
          <TextField
            name="discipline"
            label="Discipline"
            value={shown("discipline")}
            error={errors.discipline}
            autocomplete="off"
            required
          />
        </>
      ) : (
        <StaffProfileField value={shown("profil")} errors={errors} />
      )}
      <MailNote hasMailbox={props.hasMailbox} mailFrom={props.mailFrom}>
        La personne recevra l’adresse du site, son identifiant et un mot de passe temporaire.
      </MailNote>
      <Actions>
        <Button busyText="Création en cours…">Ok</Button>
        <LinkButton href={closeHref} closesDialog>
          Annuler
        </LinkButton>
      </Actions>
    </form>
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
      <CheckboxField name="malgre-homonyme" label="C’est une autre personne : créer quand même un compte" />
    </>
  );
}

/** The table, on the row of somebody who exists already. */
function tableAt(uai: string, user: StoredUser): string {
  const filter = readUsersFilter({});
  const search = `${user.lastName} ${user.firstName}`;
  return paths.users(
    { uai },
    usersQuery({ ...filter, population: populationOf(user.profile), search, masked: user.masked }),
  );
}
