import type { PlanDraft } from "#domain/imports/draft.ts";
import { type MatchRules, matchPeople, usersBy } from "#domain/imports/match.ts";
import type { Choices, Person, PupilRef } from "#domain/imports/plan.ts";
import type { PupilsAfter } from "#domain/imports/pupils.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import type { GuardianRecord, SchoolSnapshot } from "#domain/snapshot.ts";

interface GuardiansInput {
  readonly snapshot: SchoolSnapshot;
  readonly choices: Choices;
  readonly users: readonly DirectoryUser[];
  readonly pupils: PupilsAfter;
  readonly draft: PlanDraft;
}

interface GuardianPerson extends Person {
  readonly pupils: readonly PupilRef[];
  /** Tied to a pupil with an open question: no tie is removed, no account made for that pupil alone. */
  readonly hasDoubtfulPupil: boolean;
}

/**
 * The legal guardians of a present pupil, matched by PERSONNE_ID, then by name with a shared pupil or e-mail.
 * Names alone prove nothing: parents have too many homonyms to ask about.
 */
export function planGuardians(input: GuardiansInput): void {
  if (input.snapshot.guardians) planListedGuardians(input);
  else if (input.snapshot.pupils) followPupils(input);
}

function planListedGuardians(input: GuardiansInput): void {
  const { snapshot, choices, users, pupils, draft } = input;
  const people = guardianPeople(snapshot.guardians!, snapshot.legalTies ?? [], pupils);
  const bySiecleId = usersBy(users, (user) => user.siecleId);
  const rules: MatchRules<GuardianPerson> = {
    byKeys: (person) => [bySiecleId.get(person.siecleId)],
    isSomebodyElse: (person, user) => !person.hasDoubtfulPupil && !sharesPupil(person, user),
    sameHuman: (person, user) => {
      const sharesEmail =
        person.email !== undefined && person.email.toLowerCase() === user.email?.toLowerCase();
      return sharesPupil(person, user) || sharesEmail ? "yes" : "no";
    },
  };
  const matches = matchPeople(people, users, rules, choices);
  people.forEach((person, i) => {
    const match = matches[i]!;
    if (match.kind === "user") draft.keep(match.user, withKeptPupils(person, match.user), pupils.name);
    else if (match.kind === "question") draft.ask(person, match);
    else if (match.kind === "left-alone") draft.skip(person, match.candidates);
    else if (person.pupils.length > 0) draft.create(person);
  });
  const listed = new Set(snapshot.guardians!.map(({ siecleId }) => siecleId));
  draft.leaveUnseen(users, (user) => {
    if (!user.pupils.some((id) => pupils.isPresent({ id }))) return "pupils-left";
    return listed.has(user.siecleId ?? "") ? "no-longer-legal" : "absent";
  });
}

function sharesPupil(person: GuardianPerson, user: DirectoryUser): boolean {
  return person.pupils.some((pupil) => "id" in pupil && user.pupils.includes(pupil.id));
}

function refKey(pupil: PupilRef): string {
  return "id" in pupil ? pupil.id : pupil.siecleId;
}

function withKeptPupils(person: GuardianPerson, user: DirectoryUser): GuardianPerson {
  if (!person.hasDoubtfulPupil) return person;
  const listed = new Set(person.pupils.map(refKey));
  const kept = user.pupils.filter((id) => !listed.has(id)).map((id) => ({ id }));
  return { ...person, pupils: [...person.pupils, ...kept] };
}

/** Without a guardians' file, guardians leave with their last pupil and return with the first. */
function followPupils({ users, pupils, draft }: GuardiansInput): void {
  for (const user of users) {
    const present = user.pupils.some((id) => pupils.isPresent({ id }));
    if (draft.isLeftAlone(user)) draft.skipUser(user);
    else if (!user.masked && user.pupils.length > 0 && !present) draft.leave(user, "pupils-left");
    else if (user.masked && user.maskedFor === "pupils-left" && present) draft.showAgain(user);
    else if (!user.masked) draft.leaveAlone(user);
  }
}

function guardianPeople(
  guardians: readonly GuardianRecord[],
  ties: NonNullable<SchoolSnapshot["legalTies"]>,
  pupils: PupilsAfter,
): GuardianPerson[] {
  const pupilsByGuardian = new Map<string, PupilRef[]>();
  const doubtful = new Set<string>();
  for (const { guardianSiecleId, pupilSiecleId } of ties) {
    if (pupils.isDoubtful(pupilSiecleId)) doubtful.add(guardianSiecleId);
    const pupil = pupils.bySiecleId(pupilSiecleId);
    if (!pupil || !pupils.isPresent(pupil)) continue;
    const own = pupilsByGuardian.get(guardianSiecleId);
    if (own?.some((known) => refKey(known) === refKey(pupil))) continue;
    if (own) own.push(pupil);
    else pupilsByGuardian.set(guardianSiecleId, [pupil]);
  }
  return guardians.flatMap((guardian) => {
    const own = pupilsByGuardian.get(guardian.siecleId);
    const hasDoubtfulPupil = doubtful.has(guardian.siecleId);
    if (!own && !hasDoubtfulPupil) return [];
    return {
      population: "guardian",
      profile: "guardian",
      siecleId: guardian.siecleId,
      civility: guardian.civility,
      lastName: guardian.lastName,
      birthName: guardian.birthName,
      firstName: guardian.firstName,
      birthDate: undefined,
      email: guardian.email,
      ine: undefined,
      elenoet: undefined,
      discipline: undefined,
      divisions: undefined,
      teaches: undefined,
      mainTeacherOf: undefined,
      pupils: own ?? [],
      hasDoubtfulPupil,
    };
  });
}
