/**
 * Thousands of damaged sets of files: each ends in a plan that keeps the laws, or in a sentence. `CPRO_FUZZ` is
 * their number, `CPRO_FUZZ_SEED` the seed; a failure prints its seed and the shortest path.
 */

import fc from "fast-check";
import { expect, it } from "vitest";
import type { ImportPlan } from "#domain/imports/plan.ts";
import { isEmptyPlan } from "#domain/imports/plan.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import { populationOf } from "#domain/people/user.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { readFiles } from "#siecle/read-files.ts";
import { type FileRefusal, refusalSentence } from "#siecle/refusal.ts";
import { bytesOf, fileOf, forget, sample, snapshotOf } from "#tests/support/siecle-files.ts";
import {
  mutate,
  mutationsOfBytes,
  mutationsOfText,
  mutationsOfZip,
  type Step,
} from "#tests/support/siecle-mutations.ts";
import { emptySchool, planInto, schoolOf } from "#tests/support/siecle-plans.ts";

const numRuns = Number(process.env.CPRO_FUZZ ?? 400);
const seed = Number(process.env.CPRO_FUZZ_SEED ?? 20261123);

const school2026 = ["sts_emp_0999999Z_2026", "ElevesSansAdresses", "ResponsablesAvecAdresses"].map((name) =>
  sample(`examples/2026-rentree/${name}.xml`),
);
const names2027 = [
  "sts_emp_0999999Z_2027",
  "ElevesSansAdresses",
  "ResponsablesAvecAdresses",
  "Structures",
  "Nomenclature",
];
const traps = [
  "utf8_declared_as_latin9.xml",
  "utf8_with_bom.xml",
  "same_ine_twice.xml",
  "zip_with_two_exports.zip",
  "zip_with_macos_entries.zip",
];
const sets = [
  school2026,
  ...school2026.map((file) => [file]),
  names2027.map((name) => sample(`examples/2027-rentree/${name}.xml`)),
  [
    sample("tests/samples/ExportXML_ElevesSansAdresses.zip"),
    sample("tests/samples/ResponsablesAvecAdresses_2026_avant-2018.xml"),
  ],
  ...traps.map((name) => [sample(`tests/samples/traps/${name}`)]),
].map((files) => files.map((file) => ({ name: file.name, bytes: bytesOf(file) })));

const share = fc.noBias(fc.nat(999_999)).map((millionths) => millionths / 1e6);
/** More often at both ends, where headers and a ZIP's directory are. */
const place = fc.oneof(
  { weight: 4, arbitrary: share },
  { weight: 1, arbitrary: share.map((part) => part / 50) },
  { weight: 1, arbitrary: share.map((part) => 0.9 + part / 10) },
);
const stepOf = (mutations: readonly Step["mutation"][]): fc.Arbitrary<Step> =>
  fc.record({ mutation: fc.constantFrom(...mutations), place, other: place, number: fc.noBias(fc.nat(255)) });
const someOf = (mutations: readonly Step["mutation"][], maxLength: number) =>
  fc.array(stepOf(mutations), { minLength: 1, maxLength });
const flattened = (parts: readonly (Step | Step[])[]): Step[] => parts.flat();
/** Damaged bytes seldom leave a readable file: half of the cases mutate whole elements. */
const steps = fc.oneof(
  { weight: 4, arbitrary: someOf(mutationsOfText, 8) },
  { weight: 2, arbitrary: someOf(mutationsOfBytes, 3) },
  { weight: 1, arbitrary: fc.tuple(someOf(mutationsOfText, 3), stepOf(mutationsOfZip)).map(flattened) },
  {
    weight: 1,
    arbitrary: fc.tuple(stepOf(mutationsOfZip), stepOf(mutationsOfBytes)).map(flattened),
  },
);
const damage = fc.record({ set: fc.nat(sets.length - 1), file: fc.nat(9), steps });

it("a damaged set of files ends in a plan that keeps the laws, or in a sentence", {
  timeout: 20_000 + 50 * numRuns,
}, async () => {
  const outcomes = new Map<string, number>();
  const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  const school = livedIn(schoolOf(await snapshotOf(school2026)));
  await fc.assert(
    fc.asyncProperty(damage, async ({ set, file, steps }) => {
      const original = sets[set]!;
      const files = original.map(({ name, bytes }, i) =>
        fileOf(name, i === file % original.length ? steps.reduce(mutate, bytes) : bytes),
      );
      const result = await readFiles(files);
      forget(files);
      if (!result.ok) {
        count(result.refusal.code);
        expectSentence(result.refusal);
        return;
      }
      const directories = [emptySchool, school];
      const plans = directories.map((directory) => planInto(directory, result.value));
      plans.forEach((plan, i) => {
        expectLaws(plan, directories[i]!, result.value);
      });
      count(plans.every(isEmptyPlan) ? "an empty plan" : "a plan");
    }),
    { numRuns, seed },
  );
  if (process.env.CPRO_FUZZ) console.table(Object.fromEntries([...outcomes].sort((a, b) => b[1] - a[1])));
  expect(outcomes.get("a plan")).toBeGreaterThan(numRuns / 4);
  expect(outcomes.size).toBeGreaterThan(8);
});

/** Some users were made or corrected by hand, some are masked. */
function livedIn({ users, ...school }: Directory): Directory {
  return {
    ...school,
    users: users.map((user, i): DirectoryUser => {
      if (i % 5 === 0) return { ...user, email: "a.la.main@example.org", emailByHand: true };
      if (i % 11 === 3) return { ...user, masked: true, maskedFor: "absent" };
      const isStaff = populationOf(user.profile) === "staff";
      if (isStaff && i % 5 === 1) return { ...user, origin: "manual", siecleId: undefined };
      return user;
    }),
  };
}

function expectSentence(refusal: FileRefusal): void {
  const sentence = refusalSentence(refusal);
  expect(sentence).toMatch(/^[A-Z0-9].{20,700}\.$/);
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
}

function expectLaws(plan: ImportPlan, { users }: Directory, snapshot: SchoolSnapshot): void {
  const usersById = new Map(users.map((user) => [user.id, user]));
  const touched = [...plan.updated, ...plan.returned, ...plan.masked].map(({ userId }) => userId);
  expect(new Set(touched).size).toBe(touched.length);

  // No person is both created and masked.
  const created = new Set(plan.created.map(({ person }) => `${person.population} ${person.siecleId}`));
  expect(created.size).toBe(plan.created.length);
  for (const { userId } of plan.masked) {
    const user = usersById.get(userId)!;
    expect(created).not.toContain(`${populationOf(user.profile)} ${user.siecleId}`);
    expect(user).toMatchObject({ origin: "siecle", masked: false });
  }
  for (const { candidates } of plan.questions) {
    expect(candidates.filter(({ userId }) => touched.includes(userId))).toEqual([]);
  }

  // No login twice, and none of another user.
  const logins = [...users, ...plan.created].map(({ login }) => login);
  expect(new Set(logins).size).toBe(logins.length);

  // What was typed by hand stays.
  for (const { userId, values } of [...plan.updated, ...plan.returned]) {
    if (usersById.get(userId)!.emailByHand) expect(values).not.toHaveProperty("email");
  }

  // The files present decide which populations are touched.
  const present = {
    staff: snapshot.staff,
    pupil: snapshot.pupils,
    guardian: snapshot.guardians ?? snapshot.pupils,
  };
  for (const { profile } of [...plan.masked, ...plan.updated]) {
    expect(present[populationOf(profile)]).toBeDefined();
  }

  // Nothing that a screen would hide, or that PostgreSQL would refuse.
  JSON.parse(JSON.stringify(plan), (_key, value) => {
    if (typeof value === "string") expect(value).not.toMatch(unseen);
    return value;
  });
}

const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
