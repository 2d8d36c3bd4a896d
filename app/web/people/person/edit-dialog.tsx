import type { UserLinks } from "#data/people/divisions.ts";
import type { StoredUser } from "#data/people/users.ts";
import { frenchDate } from "#domain/calendar.ts";
import { civilityLabels, fullName, shownFirstName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import { IdentityFields, StaffProfileField } from "#web/people/person/member-fields.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { EmailField, TextField } from "#web/ui/fields.tsx";
import { FormDialog } from "#web/ui/form-dialog.tsx";
import { Notice } from "#web/ui/notice.tsx";

export interface EditDialogProps {
  user: StoredUser;
  links: UserLinks;
  divisions: readonly DivisionRecord[];
  openSessions: number;
  action: string;
  closeHref: string;
  closeSessionsHref: string;
  again: Again;
  /** Another administrator has saved this user meanwhile: what is stored is shown beside what was typed. */
  editedMeanwhile: boolean;
}

/** "EDITION DE : ALONZO LAURENCE" */
export function EditDialog(props: EditDialogProps) {
  const { user, again, editedMeanwhile } = props;
  return (
    <FormDialog
      title={`EDITION DE : ${user.lastName.toUpperCase()} ${user.firstName.toUpperCase()}`}
      action={props.action}
      closeHref={props.closeHref}
      errors={errorList(again.errors)}
      unsaved={again.typed.size > 0 ? "typed" : ""}
      foot={<OpenSessions {...props} />}
    >
      {editedMeanwhile && <StoredNow {...props} />}
      <input type="hidden" name="version" value={String(user.version)} />
      {user.origin === "siecle" ? <FromSiecle {...props} /> : <ManualIdentity {...props} />}
      <EmailField
        name="email"
        label="Adresse électronique"
        hint={user.emailByHand ? "Saisie à la main : les importations la conservent." : undefined}
        value={shown(again, "email", user.email)}
        error={again.errors.email}
        autocomplete="off"
      />
      {user.profile === "teacher" && <TeacherClasses {...props} />}
      <TextField
        name="entId"
        label="ID ENT"
        hint="L’identifiant de la personne dans le portail (ENT) de l’établissement, s’il y en a un."
        value={shown(again, "entId", user.entId)}
        error={again.errors.entId}
        autocomplete="off"
      />
    </FormDialog>
  );
}

/** What was typed, where the form comes back; else what is stored. */
function shown({ typed }: Again, name: string, stored: string | undefined): string | undefined {
  return typed.size > 0 ? typedValue(typed, name) : stored;
}

function OpenSessions({ openSessions, closeSessionsHref }: EditDialogProps) {
  if (openSessions === 0) return null;
  return (
    <p>
      {openSessions === 1 ? "1 connexion ouverte" : `${openSessions} connexions ouvertes`} :{" "}
      <a href={closeSessionsHref}>Fermer ses connexions</a>
    </p>
  );
}

function StoredNow({ user, links }: EditDialogProps) {
  const codes = (own: UserLinks["teaches"]) => own.map(({ division }) => division).join(", ") || undefined;
  const facts = [
    { term: "Nom", value: fullName(user) },
    { term: "Civilité", value: user.civility && civilityLabels[user.civility] },
    { term: "Date de naissance", value: user.birthDate && frenchDate(user.birthDate) },
    { term: "Profil", value: profileLabels[user.profile] },
    { term: "Discipline", value: user.discipline },
    { term: "Adresse électronique", value: user.email },
    { term: "ID ENT", value: user.entId },
  ];
  if (user.profile === "teacher") {
    facts.push({ term: "Enseignant dans les classes", value: codes(links.teaches) });
    facts.push({ term: "Professeur principal des classes", value: codes(links.mainTeacherOf) });
  }
  return (
    <Notice kind="question" title="Ce qui est enregistré maintenant">
      <Facts facts={facts} />
      <p>« Ok » le remplace par ce que vous avez saisi ci-dessous.</p>
    </Notice>
  );
}

function TeacherClasses({ links, divisions, again }: EditDialogProps) {
  const { typed, errors } = again;
  const hint =
    "Cliquez pour ajouter ou retirer une classe ; au clavier, la barre d’espace. Une classe ajoutée ici reste ; une classe de STS retirée ici revient à l’importation suivante, tant qu’elle est dans STS.";
  const codes = (own: UserLinks["teaches"], origin?: "manual") =>
    own.filter((link) => !origin || link.origin === origin).map(({ division }) => division);
  const offered = withOwn(divisions, [...codes(links.teaches), ...codes(links.mainTeacherOf)]);
  return (
    <>
      <ClassPicker
        name="teaches"
        legend="Enseignant dans les classes"
        hint={hint}
        divisions={offered}
        chosen={typed.size > 0 ? (typed.get("teaches") ?? []) : codes(links.teaches)}
        byHand={codes(links.teaches, "manual")}
        error={errors.teaches}
      />
      <ClassPicker
        name="mainTeacherOf"
        legend="Professeur principal des classes"
        divisions={offered}
        chosen={typed.size > 0 ? (typed.get("mainTeacherOf") ?? []) : codes(links.mainTeacherOf)}
        byHand={codes(links.mainTeacherOf, "manual")}
        error={errors.mainTeacherOf}
      />
    </>
  );
}

/** A class of last year that the teacher still has stays on the list, or "Ok" would remove it unseen. */
function withOwn(divisions: readonly DivisionRecord[], own: readonly string[]): DivisionRecord[] {
  const listed = new Set(divisions.map(({ code }) => code));
  const others = [...new Set(own)].filter((code) => !listed.has(code));
  return [...divisions, ...others.map((code) => ({ code, label: undefined }))];
}

function FromSiecle({ user, links }: EditDialogProps) {
  const facts = [
    { term: "Civilité", value: user.civility && civilityLabels[user.civility] },
    { term: "Nom", value: user.lastName },
    { term: "Prénom", value: shownFirstName(user.firstName) },
    { term: "Profil", value: profileLabels[user.profile] },
  ];
  if (user.profile !== "guardian") {
    facts.push({ term: "Date de naissance", value: user.birthDate && frenchDate(user.birthDate) });
  }
  if (user.profile === "teacher") facts.push({ term: "Discipline", value: user.discipline });
  if (user.profile === "pupil")
    facts.push({ term: "Classe", value: links.divisions.join(", ") || undefined });
  if (links.family.length > 0) {
    const names = links.family.map((relative) => fullName(relative));
    facts.push({
      term: user.profile === "pupil" ? "Responsables" : "Responsable de",
      value: names.join(", "),
    });
  }
  facts.push({ term: "Identifiant", value: user.login });
  return (
    <details class="from-siecle">
      <summary>
        {fullName(user)}, {profileLabels[user.profile].toLowerCase()} : vient de SIECLE
      </summary>
      <p class="field-hint">
        Ces informations se corrigent dans SIECLE ou STS ; l’importation suivante les reprend.
      </p>
      <Facts facts={facts} />
    </details>
  );
}

function ManualIdentity({ user, again }: EditDialogProps) {
  const { errors } = again;
  return (
    <>
      <IdentityFields
        shown={{
          civility: shown(again, "civility", user.civility),
          lastName: shown(again, "lastName", user.lastName),
          firstName: shown(again, "firstName", user.firstName),
          birthDate: shown(again, "birthDate", user.birthDate),
        }}
        errors={errors}
        required={false}
      />
      {user.profile === "teacher" && (
        <TextField
          name="discipline"
          label="Discipline"
          value={shown(again, "discipline", user.discipline)}
          error={errors.discipline}
          autocomplete="off"
        />
      )}
      {user.profile !== "teacher" && user.profile !== "administrator" && (
        <StaffProfileField value={shown(again, "profile", user.profile)} errors={errors} />
      )}
    </>
  );
}
