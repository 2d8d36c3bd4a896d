/** Writes an import's plan in a few set-based statements, within the caller's transaction. */

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { maskAccounts } from "#data/access/mask.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { listUserRecords } from "#data/imports/user-records.ts";
import { insertChanges } from "#data/imports/writes/changes.ts";
import { keepDivisions, upsertDivisions } from "#data/imports/writes/divisions.ts";
import { giveBirthDatePasswords } from "#data/imports/writes/first-passwords.ts";
import { clearLinks, divisionsNamed, insertLinks, type LinkedUser } from "#data/imports/writes/links.ts";
import { rowsOf } from "#data/imports/writes/rows.ts";
import { correctStatistics } from "#data/imports/writes/statistics.ts";
import { type Created, freeSiecleIds, insertUsers, updateUsers } from "#data/imports/writes/users.ts";
import { liftMaskings, type Stamp } from "#data/people/maskings.ts";
import type { Creation, ImportPlan, PupilRef, Update } from "#domain/imports/plan.ts";
import { populationOf, populations } from "#domain/people/user.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";

export async function applyPlan(
  tx: SchoolTransaction,
  plan: ImportPlan,
  divisions: readonly DivisionRecord[],
  stamp: Stamp & { importId: string },
): Promise<void> {
  const created = withIds(plan.created);
  const changed = [...plan.updated, ...plan.returned];
  const links = collectLinks(created, changed);
  const linked = [...links.created, ...links.changed];
  const renumbered = await listBearers(tx, created, changed);
  const touchedIds = [...new Set([...changed.map(({ userId }) => userId), ...renumbered])];
  const before = await listUserRecords(tx, touchedIds);
  await keepDivisions(tx, stamp.importId);
  await upsertDivisions(tx, divisions, divisionsNamed(linked), plan.schoolYear);
  const moving = changed.filter(({ values }) => values.siecleId !== undefined).map(({ userId }) => userId);
  await freeSiecleIds(tx, [...moving, ...renumbered]);
  await insertUsers(tx, created, stamp.at);
  await correctStatistics(tx, created.length);
  await updateUsers(tx, changed);
  await giveBirthDatePasswords(tx, bornInFiles(created, changed), stamp.at);
  await clearLinks(tx, links.changed);
  await insertLinks(tx, linked);
  await liftMaskings(
    tx,
    plan.returned.map(({ userId }) => userId),
    stamp,
  );
  await maskAccounts(tx, plan.masked, stamp);
  const after = await listUserRecords(tx, touchedIds);
  await insertChanges(tx, { plan, created, renumbered, before, after, importId: stamp.importId });
}

/** Ids ascend by population and name: neighbours in the table are neighbours in the indexes. */
function withIds(creations: readonly Creation[]): Created[] {
  const ids = creations.map(() => randomUUID()).sort();
  const byPopulation = populations.toSorted().flatMap((population) =>
    // Within a population the plan is in the order of names.
    creations.filter(({ person }) => person.population === population),
  );
  return byPopulation.map((creation, i) => ({ ...creation, id: ids[i]! }));
}

function collectLinks(
  created: readonly Created[],
  changed: readonly Update[],
): { created: LinkedUser[]; changed: LinkedUser[] } {
  const idsBySiecleId = new Map(
    created
      .filter(({ person }) => person.population === "pupil")
      .map(({ id, person }) => [person.siecleId, id]),
  );
  const pupilId = (pupil: PupilRef): string =>
    "id" in pupil ? pupil.id : idsBySiecleId.get(pupil.siecleId)!;
  const linkedUser = (userId: string, values: Update["values"] | Created["person"]): LinkedUser => ({
    userId,
    divisions: values.divisions,
    teaches: values.teaches,
    mainTeacherOf: values.mainTeacherOf,
    pupils: values.pupils?.map(pupilId),
  });
  return {
    created: created.map(({ id, person }) => linkedUser(id, person)),
    changed: changed.map(({ userId, values }) => linkedUser(userId, values)),
  };
}

/** Users with an identifier that this plan gives to another user. */
async function listBearers(
  tx: SchoolTransaction,
  created: readonly Created[],
  changed: readonly Update[],
): Promise<string[]> {
  const given = [
    ...created.map(({ person }) => ({ id: null, population: person.population, siecle_id: person.siecleId })),
    ...changed.flatMap(({ userId, profile, values }) =>
      values.siecleId ? [{ id: userId, population: populationOf(profile), siecle_id: values.siecleId }] : [],
    ),
  ];
  if (given.length === 0) return [];
  const { rows } = await tx.db.execute<{ id: string }>(sql`
    select users.id from users
    join ${rowsOf(given, "id uuid, population text, siecle_id text")}
      on users.population = row.population and users.siecle_id = row.siecle_id and users.id is distinct from row.id
    where users.uai = ${tx.uai}
      and exists (select from users where uai = ${tx.uai} and siecle_id is not null)`);
  return rows.map(({ id }) => id);
}

/** Files give guardians no birth date: their accounts stay closed (decision 6.3). */
function bornInFiles(
  created: readonly Created[],
  changed: readonly Update[],
): { created: string[]; changed: string[] } {
  return {
    created: created.filter(({ person }) => person.birthDate).map(({ id }) => id),
    changed: changed.filter(({ values }) => values.birthDate).map(({ userId }) => userId),
  };
}
