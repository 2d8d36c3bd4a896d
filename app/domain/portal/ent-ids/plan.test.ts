import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { populationOf } from "#domain/people/user.ts";
import { decidedWrites, type EntIdDecisions, secondWrites } from "#domain/portal/ent-ids/decisions.ts";
import { linesFound } from "#domain/portal/ent-ids/lists.ts";
import { type EntIdPlan, planEntIds } from "#domain/portal/ent-ids/plan.ts";
import type { PortalLine } from "#domain/portal/ent-ids/portal-file.ts";

function user(id: string, more: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    ...{ id, login: id, profile: "pupil", origin: "siecle", civility: undefined },
    ...{ lastName: "MARTIN", birthName: undefined, firstName: "Claire", birthDate: "2014-02-11" },
    ...{ email: undefined, emailByHand: false, entId: undefined, discipline: undefined },
    ...{ masked: false, maskedFor: undefined, siecleId: undefined, ine: undefined, elenoet: undefined },
    ...{ divisions: [], teaches: [], mainTeacherOf: [], pupils: [] },
    ...more,
  };
}

function line(entId: string, more: Partial<PortalLine> & { name?: string } = {}): PortalLine {
  const { name = "MARTIN", ...rest } = more;
  return {
    ...{ line: 2, entId, lastNames: [name], firstName: "claire", birthDate: "2014-02-11" },
    ...{ hasUnreadDate: false, profile: "", population: undefined, division: "" },
    ...rest,
  };
}

function plan(users: readonly DirectoryUser[], ...lines: PortalLine[]) {
  return planEntIds(
    users,
    lines.map((one, i) => ({ ...one, line: i + 2 })),
  );
}

describe("what a portal's line does", () => {
  const claire = user("claire");
  const known = user("claire", { entId: "old" });
  const undated = user("undated", { birthDate: undefined });
  const older = user("older", { birthDate: "2012-09-01" });
  const mother = user("mother", { profile: "guardian", birthDate: undefined });

  it.each([
    ["fills an empty place", [claire], line("x"), { kind: "fill", userId: "claire" }],
    ["does nothing for who has it", [user("claire", { entId: "x" })], line("x"), { kind: "same" }],
    ["would replace another id", [known], line("x"), { kind: "replace", userId: "claire", before: "old" }],
    ["matches names alone when one date is not known", [undated], line("x"), { kind: "fill" }],
    ["matches names alone without a date", [claire], line("x", { birthDate: undefined }), { kind: "fill" }],
    ["tells namesakes apart by their date", [older, claire], line("x"), { kind: "fill", userId: "claire" }],
    [
      "asks among namesakes",
      [claire, older],
      line("x", { birthDate: undefined }),
      { kind: "question", reason: "several" },
    ],
    ["asks when the date only agrees", [claire, undated], line("x"), { kind: "question", reason: "several" }],
    [
      "asks when the date is another's, the other unknown",
      [older, undated],
      line("x"),
      { kind: "question", reason: "several", candidates: [{ userId: "older" }, { userId: "undated" }] },
    ],
    ["asks when the date disagrees", [older], line("x"), { kind: "question", reason: "birth-date" }],
    [
      "asks when the date cannot be read",
      [claire],
      line("x", { birthDate: undefined, hasUnreadDate: true }),
      { kind: "question", reason: "unread-date" },
    ],
    [
      "asks when a letter was lost",
      [user("c", { lastName: "MART?N" })],
      line("x", { name: "MART?N" }),
      { kind: "question", reason: "lost-letter" },
    ],
    [
      "looks in the population of its profile",
      [claire, mother],
      line("x", { birthDate: undefined, population: "guardian" }),
      { kind: "fill", userId: "mother" },
    ],
    ["knows nobody of another", [claire], line("x", { population: "staff" }), { kind: "unknown" }],
    ["knows nobody", [claire], line("x", { name: "AUTRE" }), { kind: "unknown", reason: "nobody" }],
    [
      "leaves the masked alone",
      [user("m", { masked: true })],
      line("x"),
      { kind: "unknown", reason: "masked" },
    ],
    [
      "finds by the birth name",
      [user("c", { lastName: "DURAND", birthName: "MARTIN" })],
      line("x"),
      { kind: "fill" },
    ],
    [
      "finds by any of its names",
      [claire],
      line("x", { lastNames: ["DURAND", "Martin"] }),
      { kind: "fill", userId: "claire" },
    ],
    [
      "does not take another's id",
      [claire, user("other", { lastName: "AUTRE", entId: "x" })],
      line("x"),
      { kind: "refused", reason: "taken", holderId: "other" },
    ],
    [
      "does not ask again about a namesake who has it",
      [user("one", { entId: "x", birthDate: undefined }), undated],
      line("x"),
      { kind: "same", userId: "one" },
    ],
    ["needs an id", [claire], line(""), { kind: "refused", reason: "empty" }],
    ["bounds the id", [claire], line("x".repeat(101)), { kind: "refused", reason: "too-long" }],
    ["reads the id", [claire], line("a\u0007b"), { kind: "refused", reason: "unreadable" }],
    ["takes no formula", [claire], line("=1+1"), { kind: "refused", reason: "unreadable" }],
    ["sees a rounded id", [claire], line("1,23457E+11"), { kind: "refused", reason: "spreadsheet" }],
    ["needs a name", [claire], line("x", { lastNames: [] }), { kind: "refused", reason: "no-name" }],
    ["needs a first name", [claire], line("x", { firstName: " " }), { kind: "refused", reason: "no-name" }],
  ])("%s", (_what, users, given, expected) => {
    expect(plan(users, given)[0]).toMatchObject(expected);
  });

  it("asks when two lines give one account two ids", () => {
    const found = plan([claire], line("x"), line("y"));
    expect(found).toMatchObject([
      { kind: "question", reason: "two-lines", candidates: [{ userId: "claire" }] },
      { kind: "question", reason: "two-lines" },
    ]);
    const settled = plan([user("claire", { entId: "x" })], line("x"), line("y"));
    expect(settled).toMatchObject([{ kind: "same" }, { kind: "question", reason: "two-lines" }]);
  });

  it("believes no id that two people have, and counts once what is written twice", () => {
    const paul = user("paul", { lastName: "PETIT" });
    const married = user("wife", { lastName: "DURAND", birthName: "PETIT" });
    expect(plan([claire, paul], line("x"), line("x", { name: "PETIT" }))).toMatchObject([
      { kind: "refused", reason: "twice-in-file" },
      { kind: "refused", reason: "twice-in-file" },
    ]);
    expect(plan([claire], line("x"), line("x", { name: "Martin" }))).toMatchObject([
      { kind: "fill" },
      { kind: "repeated", of: 2 },
    ]);
    expect(plan([married], line("x", { name: "DURAND" }), line("x", { name: "PETIT" }))).toMatchObject([
      { kind: "fill", userId: "wife" },
      { kind: "repeated", of: 2 },
    ]);
  });
});

it("is soon made, however alike the lines are", () => {
  const users = Array.from({ length: 100 }, (_, i) => user(`u${i}`, { birthDate: undefined }));
  const alike = Array.from({ length: 20_000 }, (_, i) =>
    line("x", { line: i + 2, name: `MARTIN ${i % 9000}` }),
  );
  const asking = Array.from({ length: 20_000 }, (_, i) => line(`x${i}`, { line: i + 2 }));
  const begun = performance.now();
  for (const lines of [alike, asking]) expect(planEntIds(users, lines)).toHaveLength(20_000);
  expect(JSON.stringify(planEntIds(users, asking)).length).toBeLessThan(20_000_000);
  expect(performance.now() - begun).toBeLessThan(10_000);
});

describe("what is decided", () => {
  const users = [user("empty"), user("full", { lastName: "PETIT", entId: "old" })];
  const lines = [line("x"), { ...line("y", { name: "PETIT" }), line: 3 }];
  const made = planEntIds(users, lines);
  const writes = (decisions: EntIdDecisions) =>
    decidedWrites(made, lines, decisions).map(({ userId, entId }) => `${userId} ${entId}`);

  it("fills what is empty unless unticked, replaces only what is ticked", () => {
    expect(writes({})).toEqual(["empty x"]);
    expect(writes({ 2: "leave-alone", 3: "write" })).toEqual(["full y"]);
  });

  it("searches a list by names and ids", () => {
    const found = (search: string) => linesFound(made, lines, { list: "replace", search }).length;
    expect([found(""), found("petit cl"), found("y"), found("martin")]).toEqual([1, 1, 1, 0]);
  });
});

interface Case {
  readonly users: readonly DirectoryUser[];
  readonly lines: readonly PortalLine[];
  readonly made: EntIdPlan;
}

describe("laws", () => {
  const date = fc.constantFrom(undefined, "2014-02-11", "2012-09-01");
  const name = fc.constantFrom("MARTIN", "PETIT", "DURAND");
  const id = fc.constantFrom("a", "b", "c", "d", "e", "");
  const people = fc.array(
    fc.record({
      lastName: name,
      birthName: fc.option(name, { nil: undefined }),
      birthDate: date,
      profile: fc.constantFrom("pupil" as const, "guardian" as const, "cpe" as const),
      masked: fc.boolean(),
      entId: fc.option(fc.constantFrom("a", "b", "z"), { nil: undefined }),
    }),
    { maxLength: 8 },
  );
  const file = fc.array(
    fc.record({
      entId: id,
      lastNames: fc.uniqueArray(name, { maxLength: 2 }),
      birthDate: date,
      population: fc.constantFrom(undefined, "pupil" as const, "guardian" as const, "staff" as const),
    }),
    { maxLength: 10 },
  );
  const cases = fc.tuple(people, file).map(([some, written]) => {
    const taken = new Set<string>();
    const users = some.map((one, i) => {
      const isFree = one.entId !== undefined && taken.size < taken.add(one.entId).size;
      return user(`u${i}`, { ...one, entId: isFree ? one.entId : undefined });
    });
    const lines = written.map((one, i) => ({ ...line("", one), line: i + 2 }));
    return { users, lines, made: planEntIds(users, lines) };
  });
  const check = (law: (given: Case) => void) => fc.assert(fc.property(cases, law), { numRuns: 2000 });

  it("no id for two people, no second id for an account, no id of somebody else", () => {
    check(({ users, lines, made }) => {
      const everything = Object.fromEntries(made.map(({ line: at }) => [at, "write" as const]));
      const writes = decidedWrites(made, lines, everything);
      expect(new Set(writes.map(({ entId }) => entId)).size).toBe(writes.length);
      expect(secondWrites(writes)).toEqual([]);
      for (const { entId } of writes) expect(users.some((one) => one.entId === entId)).toBe(false);
    });
  });

  it("overwrites nothing unasked, and touches nobody masked or of another population", () => {
    check(({ users, lines, made }) => {
      for (const { userId, line: at } of decidedWrites(made, lines, {})) {
        const touched = users.find((one) => one.id === userId)!;
        expect(touched.entId).toBeUndefined();
        expect(touched.masked).toBe(false);
        const { population } = lines.find((one) => one.line === at)!;
        if (population) expect(populationOf(touched.profile)).toBe(population);
      }
    });
  });

  it("writes without a question only where nobody else could be meant", () => {
    check(({ users, lines, made }) => {
      for (const { userId, line: at } of decidedWrites(made, lines, {})) {
        const { lastNames, birthDate, population } = lines.find((one) => one.line === at)!;
        const possible = users.filter(
          (one) =>
            !one.masked &&
            [one.lastName, one.birthName].some((own) => own !== undefined && lastNames.includes(own)) &&
            (population === undefined || populationOf(one.profile) === population) &&
            (birthDate === undefined || one.birthDate === undefined || one.birthDate === birthDate),
        );
        expect(possible.map((one) => one.id)).toEqual([userId]);
      }
    });
  });

  it("applied, the same file asks for nothing more where it wrote", () => {
    check(({ users, lines, made }) => {
      const writes = decidedWrites(made, lines, {});
      const after = users.map((one) => ({
        ...one,
        entId: writes.find(({ userId }) => userId === one.id)?.entId ?? one.entId,
      }));
      const again = planEntIds(after, lines);
      for (const { line: at } of writes)
        expect(again.find((one) => one.line === at)).toMatchObject({ kind: "same" });
    });
  });
});
