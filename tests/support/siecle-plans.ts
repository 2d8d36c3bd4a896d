/** What the tests of this folder do with what was read: they plan it, into a school with people or without. */

import type { Creation, ImportPlan, PupilRef } from "#domain/imports/plan.ts";
import { planImport } from "#domain/imports/plan-import.ts";
import type { Directory, DirectoryUser, TeachingLink } from "#domain/people/directory.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";

const today = "2026-11-23";
export const emptySchool: Directory = { uai: "0999999Z", users: [], schoolYear: undefined, lastFiles: {} };

export function planInto(directory: Directory, snapshot: SchoolSnapshot): ImportPlan {
  return planImport(directory, snapshot, today);
}

/** The school whom these files fill. */
export function schoolOf(snapshot: SchoolSnapshot): Directory {
  const plan = planInto(emptySchool, snapshot);
  return { uai: plan.uai, users: plan.created.map(userOf), schoolYear: plan.schoolYear, lastFiles: {} };
}

function userOf({ login, person }: Creation): DirectoryUser {
  const { population, teaches = [], mainTeacherOf = [], divisions = [], pupils = [], ...own } = person;
  const link = (division: string): TeachingLink => ({ division, origin: "siecle" });
  return {
    ...own,
    id: `${population} ${person.siecleId}`,
    login,
    origin: "siecle",
    emailByHand: false,
    entId: undefined,
    masked: false,
    maskedFor: undefined,
    divisions,
    teaches: teaches.map(({ division }) => link(division)),
    mainTeacherOf: mainTeacherOf.map(link),
    pupils: pupils.map(pupilId),
  };
}

function pupilId(pupil: PupilRef): string {
  return "id" in pupil ? pupil.id : `pupil ${pupil.siecleId}`;
}
