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
import { type Again, errorList, typedValue } from "#web/kit/form.ts";
import { helpHref } from "#web/kit/guide.ts";
import { MailNote } from "#web/kit/mail-note.tsx";
import type { SchoolPaths } from "#web/paths.ts";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { EmailField, PasswordField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface AccountPageProps {
  to: SchoolPaths;
  school: School;
  user: StoredUser;
  links: UserLinks;
  sessions: readonly StoredSession[];
  current: StoredSession;
  secondFactor: Omit<SecondFactorSectionProps, "to" | "profile">;
  /** The two forms. */
  password: Again;
  email: Again;
  mails: { hasMailbox: boolean; mailFrom: string };
}

export function AccountPage(props: AccountPageProps) {
  const { to, school, user, links } = props;
  return (
    <>
      <PageHeading title="Mon compte" lead={fullName(user)} />
      <Facts facts={ownFacts(school, user, links)} />
      <h2>Connexions ouvertes</h2>
      <OpenSessions to={to} sessions={props.sessions} current={props.current} />
      {!whyNotProtect(user.profile) && (
        <SecondFactorSection to={to} profile={user.profile} {...props.secondFactor} />
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

function EmailForm({ to, user, email: { typed, errors }, mails }: AccountPageProps) {
  return (
    <form method="post" action={to.ownEmail()} novalidate>
      <ErrorSummary errors={errorList(errors)} />
      <EmailField
        name="email"
        label="Nouvelle adresse"
        hint={
          user.email
            ? `Un courriel y part, avec un lien à ouvrir. D’ici là, ${user.email} reste la bonne.`
            : "Un courriel y part, avec un lien à ouvrir."
        }
        value={typedValue(typed, "email")}
        error={errors.email}
        autocomplete="email"
        required
      />
      <PasswordField
        name="proof"
        label="Votre mot de passe"
        error={errors.proof}
        autocomplete="current-password"
        required
      />
      <MailNote hasMailbox={mails.hasMailbox} mailFrom={mails.mailFrom} />
      <Actions>
        <Button kind="secondary">Changer d’adresse</Button>
      </Actions>
    </form>
  );
}

function PasswordForm({ to, password: { errors } }: AccountPageProps) {
  return (
    <form method="post" action={to.account()}>
      <ErrorSummary errors={errorList(errors)} />
      <PasswordField
        name="current"
        label="Mot de passe actuel"
        error={errors.current}
        autocomplete="current-password"
        required
      />
      <NewPasswordFields errors={errors} strength={to.passwordStrength()} />
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
