import type { CalendarDate } from "#domain/calendar.ts";
import type { PlanDraft } from "#domain/imports/draft.ts";
import { isAnotherBirthDate, type MatchRules, matchPeople, usersBy } from "#domain/imports/match.ts";
import { type StaffPerson, staffPeople, type Warn } from "#domain/imports/people.ts";
import type { Choices } from "#domain/imports/plan.ts";
import { listedName } from "#domain/names.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";

interface StaffInput {
  readonly directory: Directory;
  readonly snapshot: SchoolSnapshot;
  readonly today: CalendarDate;
  readonly choices: Choices;
  readonly users: readonly DirectoryUser[];
  readonly draft: PlanDraft;
  readonly warn: Warn;
}

/** Matches by (TYPE, ID), then by names with birth date; names alone are a question. */
export function planStaff({ directory, snapshot, today, choices, users, draft, warn }: StaffInput): void {
  const people = staffPeople(snapshot, today, warn);
  const bySiecleId = usersBy(users, (user) => user.siecleId);
  const rules: MatchRules<StaffPerson> = {
    byKeys: (person) => [bySiecleId.get(person.siecleId)],
    isSomebodyElse: isAnotherBirthDate,
    sameHuman: (person, user) => {
      if (!person.birthDate || !user.birthDate) return "perhaps";
      return person.birthDate === user.birthDate ? "yes" : "no";
    },
  };
  const matches = matchPeople(people, users, rules, choices);
  const sameYear = directory.schoolYear === snapshot.schoolYear;
  const untaught = sameYear ? new Set(snapshot.divisionsWithoutTeaching) : new Set<string>();
  people.forEach((person, i) => {
    const match = matches[i]!;
    if (match.kind === "user") {
      if (person.keepOnly && !match.user.masked) {
        warn(
          "no-function-kept",
          `${listedName(person)} : sans fonction dans STS, son compte est gardé jusqu’à confirmation.`,
          match.user.profile,
        );
      }
      if (person.keepOnly && match.user.masked) draft.leave(match.user, "absent");
      else
        draft.keep(
          match.user,
          withUntaughtDivisions(person, match.user, untaught),
          () => "",
          person.keepOnly,
        );
    } else if (match.kind === "left-alone") {
      draft.skip(person, match.candidates);
    } else if (person.keepOnly) {
      warn(
        "no-function-no-account",
        `${listedName(person)} : sans fonction dans STS, aucun compte n’est créé.`,
        person.profile,
      );
      if (match.kind === "question") draft.protect(match.candidates);
    } else if (match.kind === "question") draft.ask(person, match);
    else draft.create(person);
  });
  draft.leaveUnseen(
    users.filter((user) => user.siecleId !== undefined),
    () => "absent",
  );
}

/**
 * Within a school year, a division without any teacher in its services takes no class away: the timetable has
 * not reached STS.
 */
function withUntaughtDivisions(
  person: StaffPerson,
  user: DirectoryUser,
  untaught: ReadonlySet<string>,
): StaffPerson {
  if (!person.teaches || untaught.size === 0) return person;
  const listed = new Set(person.teaches.map(({ division }) => division));
  const kept = user.teaches.filter(
    ({ division, origin }) => origin === "siecle" && untaught.has(division) && !listed.has(division),
  );
  return {
    ...person,
    teaches: [...person.teaches, ...kept.map(({ division }) => ({ division, through: "division" as const }))],
  };
}
