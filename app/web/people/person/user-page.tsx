import type { Credential } from "#data/access/credentials.ts";
import type { UserLinks } from "#data/people/divisions.ts";
import type { CurrentMasking } from "#data/people/maskings.ts";
import type { StoredUser } from "#data/people/users.ts";
import type { UsersFilter } from "#data/people/users-filter.ts";
import { accountState, accountStateSentences } from "#domain/access/account-state.ts";
import { frenchDate } from "#domain/calendar.ts";
import type { HistoryEntry } from "#domain/history/timeline.ts";
import { fullName } from "#domain/names.ts";
import { type ErasureSettings, erasureSentence } from "#domain/people/erasure.ts";
import { maskingSentences } from "#domain/people/masking.ts";
import { populationOf } from "#domain/people/user.ts";
import { type Actor, whyNotRemoveSecondFactor } from "#domain/permissions.ts";
import { reasonSentence } from "#domain/reasons.ts";
import type { School } from "#domain/school/school.ts";
import { whyNotProtect } from "#domain/second-factor/second-factor.ts";
import { Timeline } from "#web/history/timeline.tsx";
import { dateAndTime } from "#web/kit/dates.ts";
import { remedyOf } from "#web/kit/missing-button.tsx";
import { fromUserPage } from "#web/kit/target.ts";
import { tabLabels, usersQuery } from "#web/kit/users-query.ts";
import type { SchoolPaths } from "#web/paths.ts";
import { rowActions } from "#web/people/table/row-actions.tsx";
import { Actions, LinkButton } from "#web/ui/button.tsx";
import { FrameDialog } from "#web/ui/dialog.tsx";
import { Facts } from "#web/ui/facts.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { Notice } from "#web/ui/notice.tsx";
import { ProfileBadge } from "#web/ui/origin-badge.tsx";
import { ReasonLine } from "#web/ui/reason-line.tsx";

export interface UserPageProps {
  to: SchoolPaths;
  school: School;
  actor: Actor;
  user: StoredUser;
  createdAt: Date;
  links: UserLinks;
  masking: CurrentMasking | undefined;
  /** Why the erasure is suspended. */
  held: string | undefined;
  erasure: ErasureSettings;
  credential: Credential | undefined;
  authenticators: number;
  lastSignIn: Date | undefined;
  history: readonly HistoryEntry[];
  now: Date;
  /** The table that led here. */
  filter: UsersFilter;
}

export function UserPage(props: UserPageProps) {
  const { to, school, user, filter, history } = props;
  return (
    <>
      <p>
        <a href={to.users(usersQuery(filter))}>Retour à la liste</a>
      </p>
      <PageHeading
        title={fullName(user)}
        lead={<ProfileBadge profile={user.profile} origin={user.origin} />}
      />
      <AccountActions {...props} />
      <ErasureClock {...props} />
      <Facts facts={facts(props)} />
      <SecondFactorAction {...props} />
      <h2>Ce qui s’est passé</h2>
      <Timeline uai={school.uai} entries={history} />
      <p>
        <a href={to.journal()}>Journal de l’établissement</a>
      </p>
      <FrameDialog />
    </>
  );
}

function AccountActions({ to, school, actor, user, filter }: UserPageProps) {
  const query = { ...usersQuery(filter), ...fromUserPage };
  const actions = rowActions({ to, school, actor, user }, query);
  const editHref = to.editUser({ id: user.id }, query);
  const possible = actions.filter(({ reason }) => !reason);
  return (
    <>
      {possible.length > 0 && (
        <Actions>
          {possible.map(({ icon, label, href }) => (
            <LinkButton icon={icon} href={href} dialog>
              {label}
            </LinkButton>
          ))}
        </Actions>
      )}
      {actions.map(
        ({ label, reason }) =>
          reason && (
            <ReasonLine remedy={remedyOf(school.uai, reason, editHref)}>
              « {label} » n’est pas possible. {reasonSentence(reason)}
            </ReasonLine>
          ),
      )}
    </>
  );
}

function SecondFactorAction({ to, actor, user, authenticators, filter }: UserPageProps) {
  if (authenticators === 0 || whyNotRemoveSecondFactor(actor, user)) return null;
  const query = { ...usersQuery(filter), ...fromUserPage };
  return (
    <Actions>
      <LinkButton href={to.removeSecondFactor({ id: user.id }, query)} dialog>
        Retirer la double authentification
      </LinkButton>
    </Actions>
  );
}

/** When the personal data of a masked user is erased, and how to suspend it. */
function ErasureClock({ to, user, masking, held, erasure, filter }: UserPageProps) {
  if (!masking) return null;
  const sentence = erasureSentence(user.profile, { at: masking.at, held }, erasure);
  const query = { ...usersQuery(filter), ...fromUserPage };
  const address = held === undefined ? to.holdErasure : to.releaseErasure;
  return (
    <Notice kind="question" title={sentence.charAt(0).toUpperCase() + sentence.slice(1)}>
      <p>
        Les données personnelles d’un compte qui reste masqué sont effacées pour toujours ; ses travaux
        restent. {erasure.mode === "announce" && "Votre établissement n’efface rien pour le moment. "}
        <a href={to.erasureSettings()}>Effacement des comptes masqués</a>
      </p>
      <Actions>
        <LinkButton href={address({ id: user.id }, query)} dialog>
          {held === undefined ? "Suspendre l’effacement" : "Ne plus suspendre l’effacement"}
        </LinkButton>
      </Actions>
    </Notice>
  );
}

function facts({
  user,
  createdAt,
  links,
  masking,
  credential,
  authenticators,
  lastSignIn,
  now,
}: UserPageProps) {
  const list = (codes: readonly string[]) => (codes.length > 0 ? codes.join(", ") : undefined);
  const codes = (own: UserLinks["teaches"]) => list(own.map(({ division }) => division));
  const state = accountStateSentences[accountState(credential, now)];
  const known: { term: string; value: string | undefined; note?: string | undefined }[] = [
    masking
      ? {
          term: "Compte",
          value: `masqué le ${dateAndTime(masking.at)}`,
          note: maskingSentences[masking.reason],
        }
      : { term: "Compte", value: state },
    { term: "Identifiant", value: user.login },
    {
      term: "Adresse électronique",
      value: user.email,
      note: user.email && user.emailByHand ? "saisie à la main" : undefined,
    },
  ];
  if (user.profile !== "guardian")
    known.push({ term: "Date de naissance", value: user.birthDate && frenchDate(user.birthDate) });
  if (user.profile === "teacher") {
    known.push({ term: "Discipline", value: user.discipline });
    known.push({ term: "Enseignant dans les classes", value: codes(links.teaches) });
    known.push({ term: "Professeur principal des classes", value: codes(links.mainTeacherOf) });
  }
  if (user.profile === "pupil") known.push({ term: "Classe", value: list(links.divisions) });
  if (populationOf(user.profile) !== "staff") {
    const term = user.profile === "pupil" ? tabLabels.guardian : "Responsable de";
    known.push({ term, value: list(links.family.map(fullName)) });
  }
  if (!whyNotProtect(user.profile)) {
    const value =
      authenticators === 0 ? "aucune" : authenticators === 1 ? "1 moyen" : `${authenticators} moyens`;
    known.push({ term: "Double authentification", value });
  }
  known.push({ term: "ID ENT", value: user.entId });
  if (user.siecleId) known.push({ term: "Numéro dans SIECLE", value: user.siecleId });
  known.push({ term: "Compte créé le", value: dateAndTime(createdAt) });
  known.push({ term: "Dernière connexion", value: lastSignIn ? dateAndTime(lastSignIn) : "aucune" });
  return known;
}
