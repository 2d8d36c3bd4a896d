import type { UserLinks } from "#data/people/divisions.ts";
import type { StoredUser } from "#data/people/users.ts";
import { frenchDate } from "#domain/calendar.ts";
import { civilityLabels, fullName, shownFirstName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";
import { errorList, type FormErrors, type Typed, typedValue } from "#web/kit/form.ts";
import { IdentityFields, StaffProfileField } from "#web/people/person/member-fields.tsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { ClassPicker } from "#web/ui/class-picker.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { EmailField, TextField } from "#web/ui/fields.tsx";
import { Notice } from "#web/ui/notice.tsx";

export interface EditDialogProps {
  user: StoredUser;
  links: UserLinks;
  divisions: readonly DivisionRecord[];
  /** How many the person has. */
  openSessions: number;
  action: string;
  closeHref: string;
  closeSessionsHref: string;
  /** What was typed, when the form comes back with its errors. */
  typed: Typed | undefined;
  errors: FormErrors;
  /** Somebody else has saved this person meanwhile: what is stored now is shown beside what was typed. */
  editedMeanwhile: boolean;
}

/** "EDITION DE : ALONZO LAURENCE" */
export function EditDialog(props: EditDialogProps) {
  const { user, action, closeHref, typed, errors } = props;
  const shown = (name: string, stored: string | undefined) => (typed ? typedValue(typed, name) : stored);
  const byHand = user.emailByHand ? "Saisie à la main : les importations la conservent." : undefined;
  return (
    <DialogPage
      title={`EDITION DE : ${user.lastName.toUpperCase()} ${user.firstName.toUpperCase()}`}
      closeHref={closeHref}
    >
      <form method="post" action={action} novalidate data-unsaved={typed ? "typed" : ""}>
        <ErrorSummary errors={errorList(errors)} />
        {props.editedMeanwhile && <StoredNow {...props} />}
        <input type="hidden" name="version" value={String(user.version)} />
        {user.origin === "siecle" ? <FromSiecle {...props} /> : <ManualIdentity {...props} />}
        <EmailField
          name="courriel"
          label="Adresse électronique"
          hint={byHand}
          value={shown("courriel", user.email)}
          error={errors.courriel}
          autocomplete="off"
        />
        {user.profile === "teacher" && <TeacherClasses {...props} />}
        <TextField
          name="id-ent"
          label="ID ENT"
          hint="L’identifiant de la personne dans le portail (ENT) de l’établissement, s’il y en a un."
          value={shown("id-ent", user.entId)}
          error={errors["id-ent"]}
          autocomplete="off"
        />
        <Actions>
          <Button>Ok</Button>
          <LinkButton href={closeHref} closesDialog>
            Annuler
          </LinkButton>
        </Actions>
      </form>
      <OpenSessions {...props} />
    </DialogPage>
  );
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

function TeacherClasses({ links, divisions, typed, errors }: EditDialogProps) {
  const hint =
    "Cliquez pour ajouter ou retirer une classe ; au clavier, la barre d’espace. Une classe ajoutée ici reste ; une classe de STS retirée ici revient à l’importation suivante, tant qu’elle est dans STS.";
  const codes = (own: UserLinks["teaches"], origin?: "manual") =>
    own.filter((link) => !origin || link.origin === origin).map(({ division }) => division);
  const offered = withOwn(divisions, [...codes(links.teaches), ...codes(links.mainTeacherOf)]);
  return (
    <>
      <ClassPicker
        name="classes"
        legend="Enseignant dans les classes"
        hint={hint}
        divisions={offered}
        chosen={typed?.get("classes") ?? (typed ? [] : codes(links.teaches))}
        byHand={codes(links.teaches, "manual")}
        error={errors.classes}
      />
      <ClassPicker
        name="principal"
        legend="Professeur principal des classes"
        divisions={offered}
        chosen={typed?.get("principal") ?? (typed ? [] : codes(links.mainTeacherOf))}
        byHand={codes(links.mainTeacherOf, "manual")}
        error={errors.principal}
      />
    </>
  );
}

/** A class of last year that somebody still holds must stay on the list, or "Ok" would take it away unseen. */
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

function ManualIdentity({ user, typed, errors }: EditDialogProps) {
  const shown = (name: string, stored: string | undefined) => (typed ? typedValue(typed, name) : stored);
  return (
    <>
      <IdentityFields
        shown={{
          civility: shown("civilite", user.civility),
          lastName: shown("nom", user.lastName),
          firstName: shown("prenom", user.firstName),
          birthDate: shown("naissance", user.birthDate),
        }}
        errors={errors}
        required={false}
      />
      {user.profile === "teacher" && (
        <TextField
          name="discipline"
          label="Discipline"
          value={shown("discipline", user.discipline)}
          error={errors.discipline}
          autocomplete="off"
        />
      )}
      {user.profile !== "teacher" && user.profile !== "administrator" && (
        <StaffProfileField value={shown("profil", user.profile)} errors={errors} />
      )}
    </>
  );
}
