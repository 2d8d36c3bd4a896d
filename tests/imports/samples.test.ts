/** The three imports of the example school, against `expected.json`: who is in which file and what differs. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { insertSchool } from "#data/school/schools.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";

interface ExpectedPupil {
  uid: string;
  eleve_id: number;
  elenoet: string;
  ine: string;
  nom_de_famille: string;
  nom_usage: string;
  prenom: string;
  divisions: string[];
  legal: number[];
  status: "active" | "leaving" | "no_division" | "left";
}
interface ExpectedStaff {
  uid: string;
  type: string;
  id: string;
  fonction: string;
  nom_usage: string;
  prenom: string;
  main_teacher: string[];
  teaches: Record<string, string[]>;
}
interface Expected {
  exports: Record<
    string,
    {
      pupils: ExpectedPupil[];
      staff: ExpectedStaff[];
      counts: { active: number; legal_guardians_of_active_pupils: number };
      anomalies: { no_birth_date: number[] };
    }
  >;
}

const uai = "0999999Z";
const imports = [
  { year: "2026", folder: "2026-rentree" },
  { year: "2026_janvier", folder: "2027-janvier" },
  { year: "2027", folder: "2027-rentree" },
] as const;

describe("the three imports of the example school", async () => {
  const { database } = await testDatabase("empty");
  const file = path.join(import.meta.dirname, "../samples/expected.json");
  const expected: Expected = JSON.parse(await readFile(file, "utf8"));
  let seconds = 0;
  const clock = () => new Date(Date.parse("2026-10-06T08:00:00Z") + ++seconds * 1000);
  const app = { database, clock };
  const plans: Record<string, ImportPlan> = {};
  const users: Record<string, readonly DirectoryUser[]> = {};

  beforeAll(async () => {
    await database.asPlatform((db) => insertSchool(db, { uai, name: "Collège", email: undefined }));
    for (const { year, folder } of imports) {
      const answer = await importFiles(app, commandLine, uai, await exampleFiles(folder), undefined);
      if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
      plans[year] = answer.value;
      users[year] = (await database.inSchool(uai, loadDirectory)).users;
    }
  });

  const active = (year: string, profile: string): DirectoryUser[] =>
    users[year]!.filter((user) => !user.masked && user.profile === profile);

  describe.each(imports)("after $folder", ({ year }) => {
    it("has the pupils of the file, with name, INE, number and divisions", () => {
      const present = expected.exports[year]!.pupils.filter(({ status }) => status !== "left");
      const shape = (user: DirectoryUser) => ({
        siecleId: user.siecleId,
        ine: user.ine ?? "",
        elenoet: user.elenoet,
        lastName: user.lastName,
        firstName: user.firstName,
        divisions: [...user.divisions].sort(),
      });
      expect(active(year, "pupil").map(shape).sort(bySiecleId)).toEqual(
        present
          .map((pupil) => ({
            siecleId: String(pupil.eleve_id),
            ine: pupil.ine,
            elenoet: pupil.elenoet,
            lastName: pupil.nom_usage || pupil.nom_de_famille,
            firstName: pupil.prenom,
            divisions: [...pupil.divisions].sort(),
          }))
          .sort(bySiecleId),
      );
      expect(active(year, "pupil")).toHaveLength(expected.exports[year]!.counts.active);
    });

    it("has the legal guardians of those pupils, tied to them", () => {
      const present = expected.exports[year]!.pupils.filter(({ status }) => status !== "left");
      const ties = new Set(present.flatMap(({ eleve_id, legal }) => legal.map((id) => `${eleve_id}-${id}`)));
      const siecleIds = new Map(users[year]!.map(({ id, siecleId }) => [id, siecleId]));
      const found = active(year, "guardian").flatMap((guardian) =>
        guardian.pupils.map((pupil) => `${siecleIds.get(pupil)}-${guardian.siecleId}`),
      );
      expect(found.sort()).toEqual([...ties].sort());
      expect(active(year, "guardian")).toHaveLength(
        expected.exports[year]!.counts.legal_guardians_of_active_pupils,
      );
    });
  });

  it("has, the first year, everybody of STS but the person without function", () => {
    const staff = users["2026"]!.filter(({ siecleId }) => siecleId?.includes(":"));
    const wanted = expected.exports["2026"]!.staff.filter(
      ({ fonction, type }) => fonction !== "" || type === "local",
    );
    expect(staff.map(({ siecleId }) => siecleId).sort()).toEqual(wanted.map(staffId).sort());
    for (const person of wanted) {
      const user = staff.find(({ siecleId }) => siecleId === staffId(person))!;
      const own = user.teaches.map(({ division }) => division);
      expect(own, person.uid).toEqual(expect.arrayContaining(Object.keys(person.teaches)));
      expect(user.mainTeacherOf.map(({ division }) => division).sort(), person.uid).toEqual(
        [...person.main_teacher].sort(),
      );
    }
  });

  it("gives a teacher the divisions of the groups that he teaches", () => {
    const teacher = users["2026"]!.find(({ siecleId }) => siecleId === "epp:60777")!;
    expect(teacher.teaches.map(({ division }) => division).sort()).toEqual(["301", "4 A"]);
  });

  it("finds in January who arrived, left, changed class or was given one", () => {
    const plan = plans["2026_janvier"]!;
    expect(plan.created.map(({ person }) => person.siecleId)).toEqual(["1200031"]);
    const pupils = plan.updated.filter(({ profile }) => profile === "pupil");
    expect(pupils.map(({ lastName, changes }) => [lastName, changes]).sort()).toEqual([
      ["BEN AMAR", [{ field: "divisions", before: "6A", after: "5A" }]],
      ["SOW", [{ field: "divisions", before: "", after: "4 A" }]],
    ]);
    expect(plan.masked.map(({ lastName, reason }) => [lastName, reason]).sort()).toEqual([
      ["EL AMRANI", "exit-date"],
      ["EL AMRANI", "pupils-left"],
      ["EL AMRANI", "pupils-left"],
    ]);
  });

  it("finds at the change of year who was renamed, renumbered, merged, arrived or left", () => {
    const plan = plans["2027"]!;
    const change = (siecleId: string) => {
      const user = users["2027"]!.find((candidate) => candidate.siecleId === siecleId)!;
      return plan.updated.find(({ userId }) => userId === user.id)!.changes;
    };
    expect(change("1200219")).toContainEqual({ field: "siecleId", before: "1200019", after: "1200219" });
    expect(change("400132")).toContainEqual({ field: "siecleId", before: "400032", after: "400132" });
    expect(change("1200003")).toContainEqual({
      field: "lastName",
      before: "MARTIN",
      after: "MARTIN-ROUSSEAU",
    });
    expect(change("1200009")).toContainEqual({ field: "lastName", before: "ÖZTÜRK", after: "YILMAZ" });
    expect(change("1200007").map(({ field }) => field)).toContain("ine");
    expect(change("400022").map(({ field }) => field)).toContain("email");
    expect(change("epp:41231")).toContainEqual({
      field: "lastName",
      before: "D'ALMEIDA",
      after: "D'ALMEIDA ROUX",
    });
    const created = plan.created.map(({ person }) => person.siecleId);
    for (const arrived of [
      "1200041",
      "1200042",
      "1200043",
      "1200044",
      "1200045",
      "epp:72001",
      "epp:72002",
      "epp:72003",
    ]) {
      expect(created).toContain(arrived);
    }
    const masked = new Map(plan.masked.map(({ userId, reason }) => [userId, reason]));
    const reasonFor = (siecleId: string) =>
      masked.get(users["2026"]!.find((user) => user.siecleId === siecleId)!.id);
    for (const absent of ["1200010", "1200023", "1200025", "1200028", "epp:60777", "eppsup:90010"]) {
      expect(reasonFor(absent), absent).toBe("absent");
    }
    expect(reasonFor("1200024")).toBe("exit-date");
    expect(reasonFor("400008")).toBe("no-longer-legal");
    expect(plan.brakes).toEqual([]);
  });

  it("asks whether the local entry and the national one are the same teacher, and touches neither", () => {
    const plan = plans["2027"]!;
    expect(plan.questions.map(({ person, reason }) => [person.siecleId, reason])).toEqual([
      ["epp:88123", "name-alone"],
    ]);
    expect(users["2027"]!.find(({ siecleId }) => siecleId === "local:41230")?.masked).toBe(false);
    expect(users["2027"]!.some(({ siecleId }) => siecleId === "epp:88123")).toBe(false);
  });

  it("keeps, with a warning, the account of somebody whom STS leaves without function", () => {
    expect(users["2027"]!.find(({ siecleId }) => siecleId === "epp:71234")?.masked).toBe(false);
    expect(plans["2027"]!.warnings.map(({ code }) => code)).toContain("no-function-kept");
  });

  it("changes nothing when the same files come again", async () => {
    const before = await database.inSchool(uai, loadDirectory);
    const answer = await importFiles(app, commandLine, uai, await exampleFiles("2027-rentree"), undefined);
    if (!answer.ok) throw new Error("refused");
    expect(answer.value).toMatchObject({ created: [], updated: [], returned: [], masked: [] });
    expect(await database.inSchool(uai, loadDirectory)).toEqual(before);
  });
});

function bySiecleId(a: { siecleId: string | undefined }, b: { siecleId: string | undefined }): number {
  return Number(a.siecleId) - Number(b.siecleId);
}

function staffId({ type, id }: ExpectedStaff): string {
  return `${type}:${id}`;
}
