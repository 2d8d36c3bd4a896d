import { type CalendarDate, frenchDate, latest } from "#domain/calendar.ts";
import type { Person, PlanWarning, WarningCode } from "#domain/imports/plan.ts";
import { listedName } from "#domain/names.ts";
import type { TeachingThrough } from "#domain/people/directory.ts";
import { profileOfFunction } from "#domain/people/staff-function.ts";
import type { Profile } from "#domain/people/user.ts";
import type { PupilRecord, SchoolSnapshot, StaffRecord } from "#domain/snapshot.ts";

export interface StaffPerson extends Person {
  /** STS gives no function: an existing account is kept, none is created (decision 6.10). */
  readonly keepOnly: boolean;
}

export type Warn = (code: WarningCode, message: string, profile?: Profile) => void;

export function collectWarnings(): { warnings: PlanWarning[]; warn: Warn } {
  const warnings: PlanWarning[] = [];
  return {
    warnings,
    warn: (code, message, profile) => void warnings.push({ code, message, ...(profile && { profile }) }),
  };
}

/** A pupil has left when the exit date is not after the later of today and the export date (6.10). */
export function hasLeft(pupil: PupilRecord, day: CalendarDate): boolean {
  return pupil.exitDate !== undefined && pupil.exitDate <= day;
}

export function pupilsDay(snapshot: SchoolSnapshot, today: CalendarDate): CalendarDate {
  return latest(today, snapshot.exportDate) ?? today;
}

export function pupilPerson(pupil: PupilRecord): Person {
  return {
    population: "pupil",
    profile: "pupil",
    siecleId: pupil.siecleId,
    civility: pupil.civility,
    lastName: pupil.lastName,
    birthName: pupil.birthName,
    firstName: pupil.firstName,
    birthDate: pupil.birthDate,
    email: pupil.email,
    ine: pupil.ine,
    elenoet: pupil.elenoet,
    discipline: undefined,
    divisions: pupil.divisions,
    teaches: undefined,
    mainTeacherOf: undefined,
    pupils: undefined,
  };
}

export function warnOfPupil(pupil: PupilRecord, warn: Warn): void {
  const name = listedName(pupil);
  if (!pupil.birthDate) {
    warn("no-birth-date", `${name} : SIECLE ne donne pas de date de naissance.`, "pupil");
  }
  if (pupil.divisions.length === 0) warn("no-division", `${name} : aucune classe dans SIECLE.`, "pupil");
  if (pupil.divisions.length > 1) {
    warn(
      "several-divisions",
      `${name} : plusieurs classes dans SIECLE (${pupil.divisions.join(", ")}).`,
      "pupil",
    );
  }
  if (pupil.exitDate) {
    warn("exit-announced", `${name} : départ annoncé le ${frenchDate(pupil.exitDate)}.`, "pupil");
  }
}

/** Links are `undefined` when STS gives no classes at all. */
export function staffPeople(snapshot: SchoolSnapshot, today: CalendarDate, warn: Warn): StaffPerson[] {
  const day = staffDay(snapshot, today);
  const taught = teachingByPerson(snapshot);
  return (snapshot.staff ?? []).map((record) => {
    const teaching = taught.get(record.siecleId);
    const { profile, keepOnly } = staffProfile(record, teaching !== undefined, warn);
    if (!record.birthDate && !keepOnly) {
      warn("no-birth-date", `${listedName(record)} : STS ne donne pas de date de naissance.`, profile);
    }
    return {
      population: "staff",
      siecleId: record.siecleId,
      profile,
      keepOnly,
      civility: record.civility,
      lastName: record.lastName,
      birthName: record.birthName,
      firstName: record.firstName,
      birthDate: record.birthDate,
      email: undefined,
      ine: undefined,
      elenoet: undefined,
      discipline:
        [...(teaching?.subjects ?? [])].sort().join(", ") || record.recruitedFor.join(", ") || undefined,
      divisions: undefined,
      teaches:
        snapshot.teaching &&
        [...(teaching?.links ?? [])].map(([division, through]) => ({ division, through })),
      mainTeacherOf: [
        ...new Set(
          record.mainTeacherPeriods
            .filter(({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to))
            .map(({ division }) => division),
        ),
      ],
      pupils: undefined,
    };
  });
}

/** Today, or the nearest day of the file's school year: main teachers have periods. */
function staffDay(snapshot: SchoolSnapshot, today: CalendarDate): CalendarDate {
  const day = pupilsDay(snapshot, today);
  const bounds = snapshot.yearBounds;
  if (!bounds) return day;
  if (day < bounds.start) return bounds.start;
  return day > bounds.end ? bounds.end : day;
}

function staffProfile(
  record: StaffRecord,
  teaches: boolean,
  warn: Warn,
): { profile: Profile; keepOnly: boolean } {
  if (record.function) {
    const { profile, known } = profileOfFunction(record.function);
    if (!known) {
      warn(
        "unknown-function",
        `${listedName(record)} : fonction « ${record.function} » inconnue, profil « Autre personnel ».`,
        profile,
      );
    }
    return { profile, keepOnly: false };
  }
  // A contract teacher typed into STS by the school has no function; a service is proof enough.
  return { profile: "teacher", keepOnly: !(record.type === "local" && teaches) };
}

interface Taught {
  readonly links: Map<string, TeachingThrough>;
  readonly subjects: Set<string>;
}

function teachingByPerson(snapshot: SchoolSnapshot): Map<string, Taught> {
  const byPerson = new Map<string, Taught>();
  for (const { siecleId, division, through, subject } of snapshot.teaching ?? []) {
    const taught = byPerson.get(siecleId) ?? { links: new Map(), subjects: new Set() };
    byPerson.set(siecleId, taught);
    if (through === "division" || !taught.links.has(division)) taught.links.set(division, through);
    if (subject) taught.subjects.add(subject);
  }
  return byPerson;
}
