import type { CalendarDate } from "#domain/calendar.ts";
import type { PlanDraft } from "#domain/imports/draft.ts";
import {
  isAnotherBirthDate,
  type Match,
  type MatchRules,
  matchPeople,
  usersBy,
} from "#domain/imports/match.ts";
import { hasLeft, pupilPerson, pupilsDay, type Warn, warnOfPupil } from "#domain/imports/people.ts";
import type { Choices, Person, PupilRef } from "#domain/imports/plan.ts";
import { listedName } from "#domain/names.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import type { PupilRecord, SchoolSnapshot } from "#domain/snapshot.ts";

interface PupilsInput {
  readonly snapshot: SchoolSnapshot;
  readonly today: CalendarDate;
  readonly choices: Choices;
  readonly users: readonly DirectoryUser[];
  readonly draft: PlanDraft;
  readonly warn: Warn;
}

export interface PupilsAfter {
  /** By `ELEVE_ID`: a pupil of the files or of the directory, with an account or to be created. */
  bySiecleId(siecleId: string): PupilRef | undefined;
  isDoubtful(siecleId: string): boolean;
  isPresent(pupil: PupilRef): boolean;
  name(pupil: PupilRef): string;
}

/** The record behind a person: it holds fields that the plan drops. */
type RecordOf = (person: Person) => PupilRecord;

/** Matches pupils by ELEVE_ID, INE, ELENOET, then name with birth date. */
export function planPupils({ snapshot, today, choices, users, draft, warn }: PupilsInput): PupilsAfter {
  if (!snapshot.pupils) return pupilsAfter(users, [], [], () => false);
  const day = pupilsDay(snapshot, today);
  const records = withoutRepeatedNumbers(snapshot.pupils);
  const recordsBySiecleId = new Map(records.map((record) => [record.siecleId, record]));
  const recordOf: RecordOf = ({ siecleId }) => recordsBySiecleId.get(siecleId)!;
  const people = records.map(pupilPerson);
  const matches = matchPeople(people, users, pupilRules(users, recordOf), choices);
  const left = (person: Person): boolean => hasLeft(recordOf(person), day);
  // Questions first: a user in doubt is not masked, whatever else the files say.
  people.forEach((person, i) => {
    const match = matches[i]!;
    if (match.kind === "left-alone") draft.skip(person, match.candidates);
    if (match.kind !== "question") return;
    if (left(person)) draft.protect(match.candidates);
    else draft.ask(person, match);
  });
  people.forEach((person, i) => {
    const match = matches[i]!;
    if (match.kind === "user" && left(person)) draft.leave(match.user, "exit-date");
    else if (match.kind === "user") draft.keep(match.user, person, () => "");
    else if (match.kind === "new" && !left(person)) draft.create(person);
    if (!left(person)) warnOfPupil(recordOf(person), warn);
  });
  draft.leaveUnseen(users, () => "absent");
  return pupilsAfter(users, people, matches, left, draft);
}

/** An INE or a school number that two pupils of one file share proves nothing. */
function withoutRepeatedNumbers(records: readonly PupilRecord[]): PupilRecord[] {
  const ines = new Map<string, number>();
  const elenoets = new Map<string, number>();
  const count = (counts: Map<string, number>, number: string | undefined): void => {
    if (number !== undefined) counts.set(number, (counts.get(number) ?? 0) + 1);
  };
  for (const { ine, otherInes, elenoet } of records) {
    for (const own of new Set([ine, ...otherInes])) count(ines, own);
    count(elenoets, elenoet);
  }
  const isOwn = (counts: Map<string, number>, number: string): boolean => counts.get(number) === 1;
  return records.map((record) => ({
    ...record,
    ine: record.ine && isOwn(ines, record.ine) ? record.ine : undefined,
    otherInes: record.otherInes.filter((ine) => isOwn(ines, ine)),
    elenoet: record.elenoet && isOwn(elenoets, record.elenoet) ? record.elenoet : undefined,
  }));
}

function pupilRules(users: readonly DirectoryUser[], recordOf: RecordOf): MatchRules<Person> {
  const bySiecleId = usersBy(users, (user) => user.siecleId);
  const byIne = usersBy(users, (user) => user.ine);
  const byElenoet = usersBy(users, (user) => user.elenoet);
  const ines = (person: Person): string[] => [
    ...(person.ine ? [person.ine] : []),
    ...recordOf(person).otherInes,
  ];
  const isAnotherIne = (person: Person, user: DirectoryUser): boolean =>
    user.ine !== undefined && ines(person).length > 0 && !ines(person).includes(user.ine);
  return {
    byKeys: (person) => {
      const byNumber = person.elenoet === undefined ? undefined : byElenoet.get(person.elenoet);
      const strong = [bySiecleId.get(person.siecleId), ...ines(person).map((ine) => byIne.get(ine))];
      // School numbers are given again after a purge: alone, one cannot outweigh another INE.
      return byNumber && isAnotherIne(person, byNumber) ? strong : [...strong, byNumber];
    },
    isSomebodyElse: isAnotherBirthDate,
    sameHuman: (person, user) => {
      if (isAnotherIne(person, user)) return "no";
      if (!person.birthDate || !user.birthDate) return "perhaps";
      return person.birthDate === user.birthDate ? "yes" : "no";
    },
  };
}

function pupilsAfter(
  users: readonly DirectoryUser[],
  people: readonly Person[],
  matches: readonly Match[],
  left: (person: Person) => boolean,
  draft?: PlanDraft,
): PupilsAfter {
  const usersById = new Map(users.map((user) => [user.id, user]));
  const refs = new Map<string, PupilRef>();
  for (const user of users) if (user.siecleId) refs.set(user.siecleId, { id: user.id });
  const peopleBySiecleId = new Map<string, Person>();
  const present = new Set<string>();
  const doubtful = new Set<string>();
  const former: [siecleId: string | undefined, userId: string][] = [];
  people.forEach((person, i) => {
    const match = matches[i]!;
    peopleBySiecleId.set(person.siecleId, person);
    if (match.kind === "question" || match.kind === "left-alone") {
      doubtful.add(person.siecleId);
      refs.delete(person.siecleId);
    }
    if (match.kind === "user") {
      // Renumbered: the next import can no longer follow the former number, so this one does not either.
      if (match.user.siecleId !== person.siecleId) former.push([match.user.siecleId, match.user.id]);
      refs.set(person.siecleId, { id: match.user.id });
    }
    if (match.kind === "new" && !left(person)) refs.set(person.siecleId, { siecleId: person.siecleId });
    if (match.kind === "user" && !left(person)) present.add(match.user.id);
  });
  for (const [siecleId, userId] of former) {
    const ref = siecleId === undefined ? undefined : refs.get(siecleId);
    if (ref && "id" in ref && ref.id === userId) refs.delete(siecleId!);
  }
  return {
    bySiecleId: (siecleId) => refs.get(siecleId),
    isDoubtful: (siecleId) => doubtful.has(siecleId),
    isPresent: (pupil) => {
      if (!("id" in pupil)) return true;
      if (present.has(pupil.id)) return true;
      const user = usersById.get(pupil.id);
      return user !== undefined && !user.masked && !(draft?.isLeaving(user.id) ?? false);
    },
    name: (pupil) => {
      const person = "id" in pupil ? usersById.get(pupil.id) : peopleBySiecleId.get(pupil.siecleId);
      return person ? listedName(person) : "";
    },
  };
}
