import type { StoredSession } from "#data/access/sessions.ts";
import type { UserLinks } from "#data/people/divisions.ts";
import type { StoredUser } from "#data/people/users.ts";
import { fullName } from "#domain/names.ts";
import { profileLabels } from "#domain/people/user.ts";
import type { School } from "#domain/school/school.ts";
import { whyNotProtect } from "#domain/second-factor/second-factor.ts";
import { OpenSessions } from "#web/access/account/open-sessions.tsx";
import {
  SecondFactorSection,
  type SecondFactorSectionProps,
} from "#web/access/account/second-factor-section.tsx";
import { NewPasswordFields } from "#web/access/sign-in/new-password-fields.tsx";
import { errorList, type FormErrors } from "#web/kit/form.ts";
import { helpHref } from "#web/kit/guide.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import { paths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { EmailField, PasswordField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

/** What was wrong in which of the two forms, and the address as it was typed. */
export interface AccountErrors {
  readonly password?: FormErrors;
  readonly email?: FormErrors;
  readonly typedEmail?: string;
}

interface AccountPageProps {
  school: School;
  user: StoredUser;
  links: UserLinks;
  sessions: readonly StoredSession[];
  current: StoredSession;
  secondFactor: Omit<SecondFactorSectionProps, "uai" | "profile">;
  errors: AccountErrors;
  mails: { hasMailbox: boolean; mailFrom: string };
}

export function AccountPage(props: AccountPageProps) {
  const { school, user, links } = props;
  return (
    <>
      <PageHeading title="Mon compte" lead={fullName(user)} />
      <Facts facts={ownFacts(school, user, links)} />
      <h2>Connexions ouvertes</h2>
      <OpenSessions uai={school.uai} sessions={props.sessions} current={props.current} />
      {!whyNotProtect(user.profile) && (
        <SecondFactorSection uai={school.uai} profile={user.profile} {...props.secondFactor} />
      )}
      <h2>Changer d’adresse électronique</h2>
      <EmailForm {...props} />
      <h2>Changer de mot de passe</h2>
      <PasswordForm {...props} />
      {user.profile === "administrator" && <Shortcuts uai={school.uai} />}
    </>
  );
}

/** Without a script there are none, and the box stays hidden. */
function Shortcuts({ uai }: { uai: string }) {
  return (
    <section hidden>
      <h2>Raccourcis clavier</h2>
      <label class="tick">
        <input type="checkbox" data-shortcuts="" />
        Une touche suffit pour chercher, ouvrir, modifier
      </label>
      <p class="reason">
        Pour ce navigateur seulement. <a href={helpHref(uai, "raccourcis")}>Les touches</a>
      </p>
    </section>
  );
}

function EmailForm({ school, user, errors, mails }: AccountPageProps) {
  const wrong = errors.email ?? {};
  return (
    <form method="post" action={paths.ownEmail({ uai: school.uai })} novalidate>
      <ErrorSummary errors={errorList(wrong)} />
      <EmailField
        name="courriel"
        label="Nouvelle adresse"
        hint={
          user.email
            ? `Un courriel y part, avec un lien à ouvrir. D’ici là, ${user.email} reste la bonne.`
            : "Un courriel y part, avec un lien à ouvrir."
        }
        value={errors.typedEmail}
        error={wrong.courriel}
        autocomplete="email"
        required
      />
      <PasswordField
        name="mot-de-passe"
        label="Votre mot de passe"
        error={wrong["mot-de-passe"]}
        autocomplete="current-password"
        required
      />
      <MailNote {...mails} />
      <Actions>
        <Button kind="secondary">Changer d’adresse</Button>
      </Actions>
    </form>
  );
}

function PasswordForm({ school, errors }: AccountPageProps) {
  const wrong = errors.password ?? {};
  return (
    <form method="post" action={paths.account({ uai: school.uai })}>
      <ErrorSummary errors={errorList(wrong)} />
      <PasswordField
        name="actuel"
        label="Mot de passe actuel"
        error={wrong.actuel}
        autocomplete="current-password"
        required
      />
      <NewPasswordFields uai={school.uai} errors={wrong} />
      <Actions>
        <Button kind="secondary">Changer de mot de passe</Button>
      </Actions>
    </form>
  );
}

function ownFacts(school: School, user: StoredUser, links: UserLinks) {
  const list = (codes: readonly string[]): string | undefined =>
    codes.length > 0 ? codes.join(", ") : undefined;
  const facts = [
    { term: "Établissement", value: school.name },
    { term: "Profil", value: profileLabels[user.profile] },
    { term: "Identifiant", value: user.login },
    { term: "Adresse électronique", value: user.email },
  ];
  if (user.profile === "teacher") {
    facts.push({
      term: "Enseignant dans les classes",
      value: list(links.teaches.map(({ division }) => division)),
    });
    facts.push({
      term: "Professeur principal des classes",
      value: list(links.mainTeacherOf.map(({ division }) => division)),
    });
  }
  if (user.profile === "pupil") facts.push({ term: "Classe", value: list(links.divisions) });
  if (user.profile === "guardian") {
    const pupils = links.family.map(
      (pupil) => fullName(pupil) + (pupil.divisions.length > 0 ? ` (${pupil.divisions.join(", ")})` : ""),
    );
    facts.push({ term: "Responsable de", value: list(pupils) });
  }
  return facts;
}
