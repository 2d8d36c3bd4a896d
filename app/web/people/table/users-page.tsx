import { type Population, populations } from "#domain/people/user.ts";
import { whyNotCreateTeacher, whyNotCreateUser } from "#domain/permissions.ts";
import { MissingButton } from "#web/kit/missing-button.tsx";
import { tabLabels, underTab, usersQuery } from "#web/kit/users-query.ts";
import { resultsFrame, type UsersListProps, UsersResults } from "#web/people/table/users-list.tsx";
import { UsersSearch, type UsersSearchProps } from "#web/people/table/users-search.tsx";
import { ViewsLine } from "#web/people/table/views-line.tsx";
import { LinkButton } from "#web/ui/button.tsx";
import { FrameDialog } from "#web/ui/dialog.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Tabs } from "#web/ui/tabs.tsx";

export interface UsersPageProps extends UsersListProps, Omit<UsersSearchProps, "frame"> {
  countByPopulation: Record<Population, number>;
  hasDivisionWithPupil: boolean;
}

export function UsersPage(props: UsersPageProps) {
  const { to, view, countByPopulation } = props;
  return (
    <>
      <PageHeading title="Gestion des utilisateurs">
        <CreationButtons {...props} />
      </PageHeading>
      <MissingCreationButtons {...props} />
      <div class="tabs-and-views">
        <Tabs
          label="Populations"
          tabs={populations.map((population) => ({
            label: tabLabels[population],
            href: to.users(usersQuery(underTab(view, population))),
            current: population === view.population,
            count: countByPopulation[population],
          }))}
        />
        <ViewsLine to={to} view={view} saved={props.saved} />
      </div>
      <UsersSearch {...props} frame={resultsFrame} />
      <UsersResults {...props} />
      <p class="reason">
        Des mots de passe ont été vus ou volés ? <a href={to.compromised()}>Comptes compromis</a>
      </p>
      <FrameDialog />
    </>
  );
}

function CreationButtons({ to, school, hasDivisionWithPupil, view }: UsersPageProps) {
  const query = usersQuery(view);
  return (
    <>
      {!whyNotCreateTeacher(school, hasDivisionWithPupil) && (
        <LinkButton href={to.newTeacher(query)} kind="primary" icon="plus" dialog shortcut="n">
          Nouvel enseignant
        </LinkButton>
      )}
      {!whyNotCreateUser(school) && (
        <LinkButton href={to.newUser(query)} icon="plus" dialog>
          Nouvel utilisateur
        </LinkButton>
      )}
      <LinkButton href={to.codes()}>Codes d’activation</LinkButton>
    </>
  );
}

function MissingCreationButtons({ school, hasDivisionWithPupil }: UsersPageProps) {
  const teacher = whyNotCreateTeacher(school, hasDivisionWithPupil);
  const user = whyNotCreateUser(school);
  if (teacher && teacher === user) {
    return (
      <MissingButton
        uai={school.uai}
        button="« Nouvel enseignant » et « Nouvel utilisateur »"
        reason={teacher}
      />
    );
  }
  return teacher ? <MissingButton uai={school.uai} button="« Nouvel enseignant »" reason={teacher} /> : null;
}
