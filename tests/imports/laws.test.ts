/** What holds whatever the files: checked over invented sequences of imports, on real PostgreSQL. */

import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planNow } from "#actions/imports/_plan-import.ts";
import { planImportUndo } from "#actions/imports/undo-import.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { applyPlan } from "#data/imports/apply-plan.ts";
import { endImport, insertImport } from "#data/imports/imports.ts";
import { applyUndo } from "#data/imports/undo-import.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { insertSchool } from "#data/school/schools.ts";
import { countPlan } from "#domain/imports/counts.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import type { Directory } from "#domain/people/directory.ts";
import { populationOf } from "#domain/people/user.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { testDatabase } from "../support/database.ts";

let seconds = 0;
/** Each import comes a second after the last one. */
const tick = (): Date => new Date(Date.parse("2026-11-23T08:00:00Z") + ++seconds * 1000);

/** A few names and numbers, so that people meet each other in every way. */
const letter = fc.constantFrom("a", "b", "c");
const date = fc.option(fc.constantFrom("2014-01-01", "2015-02-02"), { nil: undefined });
const codes = fc.uniqueArray(fc.constantFrom("5A", "6A", "6B"), { maxLength: 2 });
const upTo = <T>(of: fc.Arbitrary<T>, key: (item: T) => string) =>
  fc.uniqueArray(of, { maxLength: 6, selector: key });
const optional = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined });
const number = fc.integer({ min: 1, max: 9 }).map(String);

const pupil = fc.record({
  siecleId: number,
  ine: optional(fc.constantFrom("9991A", "9991B", "9991C")),
  otherInes: fc.constant([]),
  elenoet: optional(number),
  lastName: letter,
  birthName: optional(letter),
  firstName: letter,
  birthDate: date,
  civility: fc.constant(undefined),
  email: optional(fc.constant("p@example.org")),
  exitDate: optional(fc.constantFrom("2026-09-12", "2027-06-30")),
  divisions: codes,
});

const staff = fc
  .record({
    siecleId: fc.tuple(fc.constantFrom("epp", "local"), number).map(([type, id]) => `${type}:${id}`),
    civility: fc.constant(undefined),
    lastName: letter,
    birthName: optional(letter),
    firstName: letter,
    birthDate: date,
    function: optional(fc.constantFrom("ENS", "DIR", "EDU", "???")),
    recruitedFor: fc.constantFrom([], ["SVT"]),
    mainTeacherPeriods: codes.map((divisions) =>
      divisions.map((division) => ({ division, from: undefined, to: undefined })),
    ),
  })
  .map((record) => ({ ...record, type: record.siecleId.split(":")[0]! }));

const guardian = fc.record({
  siecleId: number,
  civility: fc.constant(undefined),
  lastName: letter,
  birthName: fc.constant(undefined),
  firstName: letter,
  email: optional(fc.constantFrom("m@example.org", "n@example.org")),
});

const tie = fc.record({ pupilSiecleId: number, guardianSiecleId: number, kinship: fc.constant(undefined) });
const teaching = fc.record({
  siecleId: fc.tuple(fc.constantFrom("epp", "local"), number).map(([type, id]) => `${type}:${id}`),
  division: fc.constantFrom("5A", "6A", "6B"),
  through: fc.constantFrom("division" as const, "group" as const),
  subject: fc.constant("SVT"),
});

const snapshot: fc.Arbitrary<SchoolSnapshot> = fc.record({
  uai: fc.constant(""),
  schoolYear: fc.constantFrom(2026, 2027),
  exportDate: fc.constant(undefined),
  files: fc.constant([]),
  yearBounds: fc.constant(undefined),
  staff: optional(upTo(staff, ({ siecleId }) => siecleId)),
  teaching: optional(fc.array(teaching, { maxLength: 6 })),
  divisionsWithoutTeaching: fc.constantFrom([], ["6A"]),
  pupils: optional(upTo(pupil, ({ siecleId }) => siecleId)),
  guardians: optional(upTo(guardian, ({ siecleId }) => siecleId)),
  legalTies: optional(fc.array(tie, { maxLength: 8 })),
  divisions: fc.constant([]),
  warnings: fc.constant([]),
});

describe("whatever the files", async () => {
  const { database } = await testDatabase("empty");
  let schools = 0;

  async function apply(
    tx: SchoolTransaction,
    files: SchoolSnapshot,
  ): Promise<{ plan: ImportPlan; importId: string }> {
    const now = tick();
    const plan = await planNow(tx, files, now);
    const importId = randomUUID();
    await insertImport(tx, {
      id: importId,
      createdAt: now,
      createdBy: undefined,
      snapshot: files,
      plan,
    });
    await applyPlan(tx, plan, files.divisions, { at: now, by: undefined, importId });
    await endImport(tx, importId, { state: "applied", at: now, by: undefined, counts: countPlan(plan) });
    return { plan, importId };
  }

  async function undo(tx: SchoolTransaction, importId: string): Promise<void> {
    const planned = await planImportUndo(tx, importId, tick());
    if (!planned.ok) throw new Error(planned.refusal);
    await applyUndo(tx, planned.value.plan, { at: tick(), by: undefined, importId });
  }

  /** Passwords, links and classes included. */
  async function everything(tx: SchoolTransaction) {
    const { rows: credentials } = await tx.db.execute(
      sql`select user_id, kind from credentials order by user_id`,
    );
    const { rows: classes } = await tx.db.execute(
      sql`select code, label, school_year from divisions order by code`,
    );
    const { rows: links } = await tx.db.execute(
      sql`select * from teaching_links order by user_id, role, division_code`,
    );
    const directory = await loadDirectory(tx);
    // The version counts writings, an undo among them.
    const users = directory.users.map((user) => ({ ...user, version: undefined }));
    return { directory, state: { users, schoolYear: directory.schoolYear, credentials, classes, links } };
  }

  it("undoing restores everything, importing twice changes nothing, nobody is created and masked, no login is given twice, a file touches its own", {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(snapshot, { minLength: 1, maxLength: 4 }), async (sequence) => {
        const uai = `${String(++schools).padStart(7, "0")}A`;
        await database.asPlatform((db) => insertSchool(db, { uai, name: "École", email: undefined }));
        await database.inSchool(uai, async (tx) => {
          for (const files of sequence) {
            const before = await everything(tx);
            await undo(tx, (await apply(tx, { ...files, uai })).importId);
            expect((await everything(tx)).state).toEqual(before.state);

            const { plan } = await apply(tx, { ...files, uai });
            const after = await loadDirectory(tx);
            expectOnePlacePerPerson(plan);
            expectLoginsKept(before.directory, after);
            expectOwnPopulationsOnly(files, before.directory, after);
            const { plan: again } = await apply(tx, { ...files, uai });
            expect(again).toMatchObject({ created: [], updated: [], returned: [], masked: [] });
            expect((await loadDirectory(tx)).users).toEqual(after.users);
          }
        });
      }),
      { numRuns: Number(process.env.CPRO_RUNS ?? 25) },
    );
  });
});

function expectOnePlacePerPerson(plan: ImportPlan): void {
  const places = [...plan.updated, ...plan.returned, ...plan.masked].map(({ userId }) => userId);
  const asked = plan.questions.flatMap(({ candidates }) => candidates.map(({ userId }) => userId));
  expect(new Set(places).size).toBe(places.length);
  expect(plan.masked.filter(({ userId }) => asked.includes(userId))).toEqual([]);
  expect(new Set(plan.created.map(({ login }) => login)).size).toBe(plan.created.length);
}

function expectLoginsKept(before: Directory, after: Directory): void {
  const logins = new Map(after.users.map(({ id, login }) => [id, login]));
  for (const { id, login } of before.users) expect(logins.get(id)).toBe(login);
  expect(new Set(logins.values()).size).toBe(after.users.length);
}

/** A staff file alone touches no pupil and no guardian; guardians follow pupils, pupils follow nobody. */
function expectOwnPopulationsOnly(files: SchoolSnapshot, before: Directory, after: Directory): void {
  const untouched = [
    files.staff ? [] : ["staff"],
    files.pupils ? [] : ["pupil"],
    files.pupils || files.guardians ? [] : ["guardian"],
  ].flat();
  const of = ({ users }: Directory) =>
    users
      .filter(({ profile }) => untouched.includes(populationOf(profile)))
      .sort((a, b) => (a.id < b.id ? -1 : 1));
  expect(of(after)).toEqual(of(before));
}
