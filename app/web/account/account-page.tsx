import type { UserLinks } from "#data/divisions.ts";
import type { StoredUser } from "#data/users.ts";
import { fullName } from "#domain/names.ts";
import type { School } from "#domain/school.ts";
import { profileLabels } from "#domain/user.ts";
import { errorList, type FormErrors } from "#web/form.ts";
import { paths } from "#web/paths.ts";
import { NewPasswordFields } from "#web/sign-in/new-password-fields.tsx";
import { Actions, Button } from "#web/ui/button.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { PasswordField } from "#web/ui/fields.tsx";
import { PageHeading } from "#web/ui/layout.tsx";

interface AccountPageProps {
  school: School;
  user: StoredUser;
  links: UserLinks;
  errors: FormErrors;
}

export function AccountPage({ school, user, links, errors }: AccountPageProps) {
  return (
    <>
      <PageHeading title="Mon compte" lead={fullName(user)} />
      <Facts facts={ownFacts(school, user, links)} />
      <h2>Changer de mot de passe</h2>
      <form method="post" action={paths.account({ uai: school.uai })}>
        <ErrorSummary errors={errorList(errors)} />
        <PasswordField
          name="actuel"
          label="Mot de passe actuel"
          error={errors.actuel}
          autocomplete="current-password"
          required
        />
        <NewPasswordFields uai={school.uai} errors={errors} />
        <Actions>
          <Button kind="secondary">Changer de mot de passe</Button>
        </Actions>
      </form>
    </>
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
    const names = links.family.map(fullName);
    facts.push({ term: "Responsable de", value: list(names) });
  }
  return facts;
}
