import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brakeCauses, brakeSentence } from "#domain/imports/brake-sentence.ts";
import type { Brake, ImportPlan } from "#domain/imports/plan.ts";
import { planImport } from "#domain/imports/plan-import.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import type { Profile } from "#domain/people/user.ts";
import type { FileKind, SchoolSnapshot, SnapshotFile } from "#domain/snapshot.ts";

const uai = "0999999Z";

interface Child {
  readonly id: number;
  /** 0 to 3, by year of arrival. */
  readonly level: number;
  readonly division: string;
  readonly guardians: readonly number[];
}

interface School {
  readonly year: number;
  readonly children: readonly Child[];
  readonly staff: readonly number[];
}

/** Two children in three have a sibling; each has one or two guardians. */
function schoolOf(levelSize: number, staff: number, year = 2026): School {
  const children = Array.from({ length: 4 * levelSize }, (_, id) => child(id, Math.floor(id / levelSize)));
  return { year, children, staff: Array.from({ length: staff }, (_, id) => id) };
}

function child(id: number, level: number): Child {
  const family = 10 * Math.floor(id / 3) + (id % 3 === 2 ? 5 : 0);
  const guardians = id % 4 === 0 ? [family] : [family, family + 1];
  return { id, level, division: `${6 - level}${id % 2 ? "A" : "B"}`, guardians };
}

function nextYear({ year, children, staff }: School, levelSize: number, leavingStaff: number): School {
  const stayed = children
    .filter(({ level }) => level < 3)
    .map((pupil) => ({ ...pupil, level: pupil.level + 1, division: `${5 - pupil.level}C` }));
  const arrived = Array.from({ length: levelSize }, (_, i) => child(10_000 * year + i, 0));
  const hired = Array.from({ length: leavingStaff }, (_, i) => 10_000 * year + i);
  return {
    year: year + 1,
    children: [...stayed, ...arrived],
    staff: [...staff.slice(leavingStaff), ...hired],
  };
}

type Part = "sts" | "pupils" | "guardians";

function snapshotOf(
  { year, children, staff }: School,
  parts: readonly Part[],
  exportDates: Partial<Record<Part, string>> = {},
): SchoolSnapshot {
  const guardians = [...new Set(children.flatMap((pupil) => pupil.guardians))];
  const fileOf = (kind: FileKind & Part): SnapshotFile => ({
    name: `${kind}.xml`,
    kind,
    sizeBytes: 1,
    sha256: "",
    uai,
    schoolYear: year,
    exportDate: exportDates[kind],
  });
  const names = { birthName: undefined, firstName: "X", civility: undefined };
  return {
    uai,
    schoolYear: year,
    exportDate: undefined,
    files: parts.map(fileOf),
    yearBounds: undefined,
    staff: parts.includes("sts")
      ? staff.map((id) => ({
          ...names,
          siecleId: `epp:${id}`,
          type: "epp",
          lastName: `PROF${id}`,
          birthDate: "1980-01-01",
          function: id % 10 === 9 ? "EDU" : "ENS",
          recruitedFor: [],
          mainTeacherPeriods: [],
        }))
      : undefined,
    teaching: undefined,
    divisionsWithoutTeaching: [],
    pupils: parts.includes("pupils")
      ? children.map(({ id, division }) => ({
          ...names,
          siecleId: String(id),
          ine: undefined,
          otherInes: [],
          elenoet: undefined,
          lastName: `NOM${id}`,
          birthDate: "2015-01-01",
          email: undefined,
          exitDate: undefined,
          divisions: [division],
        }))
      : undefined,
    guardians: parts.includes("guardians")
      ? guardians.map((id) => ({ ...names, siecleId: String(id), lastName: `PARENT${id}`, email: undefined }))
      : undefined,
    legalTies: parts.includes("guardians")
      ? children.flatMap(({ id, guardians }) =>
          guardians.map((guardian) => ({
            pupilSiecleId: String(id),
            guardianSiecleId: String(guardian),
            kinship: undefined,
          })),
        )
      : undefined,
    divisions: [],
    warnings: [],
  };
}

const everything: readonly Part[] = ["sts", "pupils", "guardians"];
const nobody: Directory = { uai, users: [], schoolYear: undefined, lastFiles: {} };

const planned = (directory: Directory, files: SchoolSnapshot) =>
  planImport(directory, files, `${files.schoolYear}-09-10`);

function applied(directory: Directory, files: SchoolSnapshot, plan = planned(directory, files)): Directory {
  const masked = new Set(plan.masked.map(({ userId }) => userId));
  const created = plan.created.map(
    ({ login, person }): DirectoryUser => ({
      ...person,
      id: `${person.population} ${person.siecleId}`,
      login,
      origin: "siecle",
      emailByHand: false,
      entId: undefined,
      masked: false,
      maskedFor: undefined,
      divisions: person.divisions ?? [],
      teaches: [],
      mainTeacherOf: [],
      pupils: (person.pupils ?? []).map((pupil) => ("id" in pupil ? pupil.id : `pupil ${pupil.siecleId}`)),
    }),
  );
  const kept = directory.users.map((user) =>
    masked.has(user.id) ? { ...user, masked: true, maskedFor: "absent" as const } : user,
  );
  const last = files.files.map(({ kind, schoolYear, exportDate }) => [kind, { schoolYear, exportDate }]);
  return {
    uai,
    users: [...kept, ...created],
    schoolYear: files.schoolYear,
    lastFiles: { ...directory.lastFiles, ...Object.fromEntries(last) },
  };
}

const levelSize = fc.integer({ min: 1, max: 60 });
const staffSize = fc.integer({ min: 0, max: 80 });
const inSomeOrder = fc.shuffledSubarray([...everything], { minLength: 3 });

describe("the brake does not cry wolf", () => {
  it("at a first import", () => {
    fc.assert(
      fc.property(levelSize, staffSize, (size, staff) => {
        expect(planned(nobody, snapshotOf(schoolOf(size, staff), everything)).brakes).toEqual([]);
      }),
    );
  });

  it("when a level of four leaves with its guardians, and 15 % of the staff, all files at once", () => {
    fc.assert(
      fc.property(levelSize, staffSize, (size, staff) => {
        const school = schoolOf(size, staff);
        const directory = applied(nobody, snapshotOf(school, everything));
        const next = nextYear(school, size, Math.floor(0.15 * staff));
        const { brakes, masked } = planned(directory, snapshotOf(next, everything));
        expect(masked.filter(({ profile }) => profile === "pupil")).toHaveLength(size);
        expect(brakes).toEqual([]);
      }),
    );
  });

  it("nor when the same files come one by one, in any order", () => {
    fc.assert(
      fc.property(levelSize, staffSize, inSomeOrder, (size, staff, order) => {
        const school = schoolOf(size, staff);
        let directory = applied(nobody, snapshotOf(school, everything));
        const next = nextYear(school, size, Math.floor(0.15 * staff));
        for (const part of order) {
          const files = snapshotOf(next, [part]);
          const plan = planned(directory, files);
          expect(plan.brakes).toEqual([]);
          directory = applied(directory, files, plan);
        }
      }),
    );
  });

  it("when 30 % change class and one in twenty leaves within the year", () => {
    fc.assert(
      fc.property(levelSize, staffSize, (size, staff) => {
        const school = schoolOf(size, staff);
        const directory = applied(nobody, snapshotOf(school, everything));
        const children = school.children
          .filter(({ id }) => id % 20 !== 7)
          .map((pupil) => (pupil.id % 10 < 3 ? { ...pupil, division: "6Z" } : pupil));
        const later = { ...school, children, staff: school.staff.slice(Math.floor(staff / 12)) };
        const { brakes } = planned(directory, snapshotOf(later, everything));
        expect(brakes).toEqual([]);
      }),
    );
  });

  it("over fewer than four of any profile, were they all of it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 40 }), (few, rest) => {
        const school = { year: 2026, children: [], staff: Array.from({ length: few + rest }, (_, i) => i) };
        const directory = applied(nobody, snapshotOf(school, ["sts"]));
        const later = { ...school, staff: school.staff.slice(few) };
        expect(planned(directory, snapshotOf(later, ["sts"])).brakes).toEqual([]);
      }),
    );
  });

  it("over exports of the same day, newer ones, or of one kind older than those of another", () => {
    const school = schoolOf(5, 5);
    const first = snapshotOf(school, ["pupils", "guardians"], {
      pupils: "2026-10-12",
      guardians: "2026-10-10",
    });
    const directory = applied(nobody, first);
    for (const later of [
      { pupils: "2026-10-12", guardians: "2026-10-10" },
      { pupils: "2026-10-13", guardians: "2026-10-11" },
      { guardians: "2026-10-11" },
      {},
    ]) {
      const parts = everything.filter((part) => part === "sts" || part in later);
      expect(planned(directory, snapshotOf(school, parts, later)).brakes).toEqual([]);
    }
    // The new year's base may be exported before the last export of the old year.
    const next = nextYear(school, 5, 0);
    expect(planned(directory, snapshotOf(next, ["pupils"], { pupils: "2026-06-30" })).brakes).toEqual([]);
  });
});

describe("the brake bites", () => {
  const without: Record<"teacher" | "pupil" | "guardian", (school: School) => [School, Part[]]> = {
    teacher: (school) => [{ ...school, staff: school.staff.filter((id) => id % 2 === 0) }, ["sts"]],
    pupil: (school) => [
      { ...school, children: school.children.filter(({ id }) => id % 2 === 0) },
      ["pupils"],
    ],
    guardian: (school) => [
      {
        ...school,
        children: school.children.map((pupil) => ({
          ...pupil,
          guardians: pupil.guardians.filter((id) => id % 2 === 0),
        })),
      },
      ["guardians"],
    ],
  };

  it.each(["teacher", "pupil", "guardian"] as const)(
    "when half of one profile, %s, is absent within the year",
    (profile) => {
      fc.assert(
        fc.property(fc.integer({ min: 4, max: 60 }), fc.integer({ min: 8, max: 80 }), (size, staff) => {
          const school = schoolOf(size, staff);
          const directory = applied(nobody, snapshotOf(school, everything));
          const [halved, parts] = without[profile](school);
          const plan = planned(directory, snapshotOf(halved, parts));
          expect(plan.brakes).toContainEqual(expectedBrake(directory, plan, profile, 2026));
        }),
      );
    },
  );

  it("when more than half of a profile is absent as the year changes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), (size) => {
        const school = schoolOf(size, 8);
        const directory = applied(nobody, snapshotOf(school, everything));
        const oneLevel = {
          ...school,
          year: 2027,
          children: school.children.filter(({ level }) => level === 0),
        };
        const plan = planned(directory, snapshotOf(oneLevel, ["pupils"]));
        expect(plan.brakes).toContainEqual(expectedBrake(directory, plan, "pupil", 2027));
      }),
    );
  });

  function expectedBrake(
    directory: Directory,
    plan: ImportPlan,
    profile: Profile,
    schoolYear: number,
  ): Brake {
    const of = (items: readonly { profile: Profile }[]) =>
      items.filter((item) => item.profile === profile).length;
    return { kind: "many-masked", profile, masked: of(plan.masked), total: of(directory.users), schoolYear };
  }

  it("for an older school year, whatever the kind of file", () => {
    for (const part of everything) {
      const school = schoolOf(5, 5, 2027);
      const directory = applied(nobody, snapshotOf(school, everything));
      expect(planned(directory, snapshotOf({ ...school, year: 2026 }, [part])).brakes).toEqual([
        { kind: "older-year", schoolYear: 2026, last: 2027 },
      ]);
    }
  });

  it("for an older export of the same year, once for files of one day", () => {
    const school = schoolOf(5, 5);
    const parts = ["pupils", "guardians"] as const;
    const directory = applied(
      nobody,
      snapshotOf(school, parts, { pupils: "2026-10-12", guardians: "2026-10-12" }),
    );
    const older: Brake = { kind: "older-export", exportDate: "2026-09-03", last: "2026-10-12" };
    const brakes = (exportDates: Partial<Record<Part, string>>) =>
      planned(directory, snapshotOf(school, parts, exportDates)).brakes;
    expect(brakes({ pupils: "2026-09-03" })).toEqual([older]);
    expect(brakes({ pupils: "2026-09-03", guardians: "2026-09-03" })).toEqual([older]);
    expect(brakes({ pupils: "2026-09-03", guardians: "2026-09-04" })).toEqual([
      older,
      { ...older, exportDate: "2026-09-04" },
    ]);
  });
});

describe("brakeSentence", () => {
  const many = (profile: Profile, masked: number, total: number): Brake => ({
    kind: "many-masked",
    profile,
    masked,
    total,
    schoolYear: 2025,
  });

  it.each<[Brake, string]>([
    [
      many("teacher", 32, 41),
      "32 enseignants sur 41 seraient masqués\u202F; le fichier est celui de 2025-2026.",
    ],
    [many("cpe", 4, 5), "4 CPE sur 5 seraient masqués\u202F; le fichier est celui de 2025-2026."],
    [
      many("pupil", 1200, 1500),
      "1\u202F200 élèves sur 1\u202F500 seraient masqués\u202F; le fichier est celui de 2025-2026.",
    ],
    [
      { kind: "older-export", exportDate: "2026-09-03", last: "2026-10-12" },
      "Ce fichier a été exporté le 3 septembre 2026\u202F; un export plus récent, du 12 octobre 2026, a déjà été appliqué.",
    ],
    [
      { kind: "older-year", schoolYear: 2025, last: 2026 },
      "Ces fichiers sont de l’année 2025-2026, plus ancienne que la dernière importation (2026-2027).",
    ],
  ])("of %o is %j", (brake, sentence) => {
    expect(brakeSentence(brake)).toBe(sentence);
  });

  it("comes with its usual causes, in whole sentences", () => {
    const all = [
      many("teacher", 4, 5),
      many("pupil", 4, 5),
      many("guardian", 4, 5),
      { kind: "older-export", exportDate: "2026-09-03", last: "2026-10-12" },
      { kind: "older-year", schoolYear: 2025, last: 2026 },
    ] as const;
    for (const brake of all) {
      expect(brakeCauses(brake).length).toBeGreaterThan(0);
      for (const cause of brakeCauses(brake)) expect(cause).toMatch(/^[A-Z].*\.$/);
    }
    expect(brakeCauses(all[0])[0]).toContain("STS-WEB");
    expect(brakeCauses(all[1])[0]).toContain("une classe");
  });
});
