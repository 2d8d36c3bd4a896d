/** A pure function. The files present decide what may be masked (decision 6.10). */

import type { CalendarDate } from "#domain/calendar.ts";
import { brakes } from "#domain/imports/brake.ts";
import { PlanDraft } from "#domain/imports/draft.ts";
import { planGuardians } from "#domain/imports/guardians.ts";
import { collectWarnings } from "#domain/imports/people.ts";
import type { Choices, ImportPlan } from "#domain/imports/plan.ts";
import { planPupils } from "#domain/imports/pupils.ts";
import { planStaff } from "#domain/imports/staff.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import { type Population, populationOf } from "#domain/people/user.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";

export function planImport(
  directory: Directory,
  snapshot: SchoolSnapshot,
  today: CalendarDate,
  choices: Choices = new Map(),
): ImportPlan {
  const { warnings, warn } = collectWarnings();
  for (const { file, message } of snapshot.warnings) {
    warn("malformed-file", file === undefined ? message : `${file} : ${message}`);
  }
  const users = byPopulation(directory);
  const draft = new PlanDraft(directory, choices);
  if (snapshot.staff) planStaff({ directory, snapshot, today, choices, users: users.staff, draft, warn });
  const pupils = planPupils({ snapshot, today, choices, users: users.pupil, draft, warn });
  planGuardians({ snapshot, choices, users: users.guardian, pupils, draft });
  const outcome = draft.finish();
  return {
    uai: directory.uai,
    schoolYear: snapshot.schoolYear,
    ...outcome,
    warnings,
    brakes: brakes(directory, snapshot, outcome.masked),
  };
}

function byPopulation(directory: Directory): Record<Population, DirectoryUser[]> {
  const groups: Record<Population, DirectoryUser[]> = { staff: [], pupil: [], guardian: [] };
  for (const user of directory.users) {
    // The administrator is created with the school and is in no file.
    if (user.profile !== "administrator") groups[populationOf(user.profile)].push(user);
  }
  return groups;
}
