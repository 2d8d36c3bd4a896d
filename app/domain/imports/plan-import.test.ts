import { describe, expect, it } from "vitest";
import type { Choices, ImportPlan } from "#domain/imports/plan.ts";
import { planImport } from "#domain/imports/plan-import.ts";
import type { Directory, DirectoryUser } from "#domain/people/directory.ts";
import type { GuardianRecord, PupilRecord, SchoolSnapshot, StaffRecord } from "#domain/snapshot.ts";

const uai = "0999999Z";
const today = "2026-11-23";

function pupil(siecleId: string, differences: Partial<PupilRecord> = {}): PupilRecord {
  return {
    siecleId,
    ine: undefined,
    otherInes: [],
    elenoet: undefined,
    lastName: `NOM${siecleId}`,
    birthName: undefined,
    firstName: "Léa",
    birthDate: "2015-03-03",
    civility: "mme",
    email: undefined,
    exitDate: undefined,
    divisions: ["6A"],
    ...differences,
  };
}

function staff(siecleId: string, differences: Partial<StaffRecord> = {}): StaffRecord {
  return {
    siecleId,
    type: siecleId.split(":")[0]!,
    civility: "m",
    lastName: `PROF${siecleId.replace(/\W/g, "")}`,
    birthName: undefined,
    firstName: "PAUL",
    birthDate: "1980-01-01",
    function: "ENS",
    recruitedFor: ["MATHEMATIQUES"],
    mainTeacherPeriods: [],
    ...differences,
  };
}

function guardian(siecleId: string, differences: Partial<GuardianRecord> = {}): GuardianRecord {
  return {
    siecleId,
    civility: "mme",
    lastName: `PARENT${siecleId}`,
    birthName: undefined,
    firstName: "Ana",
    email: undefined,
    ...differences,
  };
}

function snapshot(differences: Partial<SchoolSnapshot> = {}): SchoolSnapshot {
  return {
    uai,
    schoolYear: 2026,
    exportDate: undefined,
    files: [],
    yearBounds: { start: "2026-09-01", end: "2027-08-31" },
    staff: undefined,
    teaching: undefined,
    divisionsWithoutTeaching: [],
    pupils: undefined,
    guardians: undefined,
    legalTies: undefined,
    divisions: [],
    warnings: [],
    ...differences,
  };
}

function user(id: string, differences: Partial<DirectoryUser> = {}): DirectoryUser {
  return {
    id,
    login: `login.${id}`,
    profile: "pupil",
    origin: "siecle",
    civility: "mme",
    lastName: `NOM${id}`,
    birthName: undefined,
    firstName: "Léa",
    birthDate: "2015-03-03",
    email: undefined,
    emailByHand: false,
    entId: undefined,
    discipline: undefined,
    siecleId: id,
    ine: undefined,
    elenoet: undefined,
    masked: false,
    maskedFor: undefined,
    divisions: ["6A"],
    teaches: [],
    mainTeacherOf: [],
    pupils: [],
    ...differences,
  };
}

function teacher(id: string, differences: Partial<DirectoryUser> = {}): DirectoryUser {
  return user(id, {
    profile: "teacher",
    civility: "m",
    lastName: `PROF${id}`,
    firstName: "PAUL",
    birthDate: "1980-01-01",
    siecleId: `epp:${id}`,
    discipline: "MATHEMATIQUES",
    divisions: [],
    ...differences,
  });
}

function directory(users: readonly DirectoryUser[], schoolYear: number | undefined = 2026): Directory {
  return { uai, users, schoolYear, lastFiles: {} };
}

function plan(
  users: readonly DirectoryUser[],
  files: Partial<SchoolSnapshot>,
  choices?: Choices,
): ImportPlan {
  return planImport(directory(users), snapshot(files), today, choices);
}

describe("pupils", () => {
  it("are recognised by ELEVE_ID, then INE, then number, then name with birth date", () => {
    const known = { ine: "999100001BA", elenoet: "4001", lastName: "NOM1" };
    for (const record of [
      pupil("1", { lastName: "AUTRE NOM" }),
      pupil("9", { lastName: "AUTRE NOM", ine: "999100001BA" }),
      pupil("9", { lastName: "AUTRE NOM", otherInes: ["999100001BA"] }),
      pupil("9", { lastName: "NOM1", elenoet: "4001" }),
      pupil("9", { lastName: "nom1", firstName: "LÉA" }),
    ]) {
      const { created, updated, questions } = plan([user("1", known)], { pupils: [record] });
      expect({ created, questions, ids: updated.map(({ userId }) => userId) }).toEqual({
        created: [],
        questions: [],
        ids: ["1"],
      });
    }
  });

  it("are asked about when two keys disagree, or a key is another’s by name and birth date", () => {
    const two = [user("1", { ine: "999100001BA" }), user("2")];
    expect(plan(two, { pupils: [pupil("2", { ine: "999100001BA" }), pupil("3")] }).questions).toMatchObject([
      { reason: "keys-disagree" },
    ]);
    const another = pupil("1", { lastName: "TOUT AUTRE", birthDate: "2014-01-01" });
    const asked = plan([user("1")], { pupils: [another] });
    expect(asked.questions).toMatchObject([{ reason: "key-of-another" }]);
    expect(asked.masked).toEqual([]);
    expect(asked.created).toEqual([]);
  });

  it("of one name and birth date are two people when their INE differ", () => {
    const twin = user("1", { lastName: "PETIT", ine: "999100019KG" });
    const { created, masked } = plan([twin], {
      pupils: [pupil("9", { lastName: "PETIT", ine: "999100020AG" })],
    });
    expect(created).toHaveLength(1);
    expect(masked).toMatchObject([{ userId: "1", reason: "absent" }]);
  });

  it("are never recognised by a name with a lost letter", () => {
    const known = user("1", { lastName: "NGUY?N" });
    expect(plan([known], { pupils: [pupil("9", { lastName: "NGUY?N" })] }).questions).toHaveLength(1);
  });

  it("leave on their exit date, not before, the later of today and the export date deciding", () => {
    const leaving = pupil("1", { exitDate: "2026-12-18" });
    expect(plan([user("1")], { pupils: [leaving] }).masked).toEqual([]);
    expect(plan([user("1")], { pupils: [leaving], exportDate: "2027-01-15" }).masked).toMatchObject([
      { reason: "exit-date" },
    ]);
    expect(plan([], { pupils: [pupil("1", { exitDate: today })] }).created).toEqual([]);
  });

  it("come back with their account, by whatever key", () => {
    const gone = user("1", { ine: "999100030AA", masked: true, maskedFor: "absent" });
    const { returned, created } = plan([gone], {
      pupils: [pupil("9", { ine: "999100030AA", lastName: "NOM1" })],
    });
    expect(created).toEqual([]);
    expect(returned).toMatchObject([{ userId: "1" }]);
  });

  it("keep an e-mail typed by hand, and follow SIECLE otherwise", () => {
    const file = { pupils: [pupil("1", { email: "siecle@example.org" })] };
    const byHand = user("1", { email: "main@example.org", emailByHand: true });
    expect(plan([byHand], file).updated).toEqual([]);
    expect(plan([user("1", { email: "ancien@example.org" })], file).updated).toMatchObject([
      { values: { email: "siecle@example.org" } },
    ]);
    expect(plan([user("1", { email: "ancien@example.org" })], { pupils: [pupil("1")] }).updated).toEqual([]);
  });
});

describe("staff", () => {
  it("are keyed by type and number together", () => {
    const local = staff("local:41230", { function: undefined });
    expect(plan([teacher("41230")], { staff: [staff("epp:41230"), local] }).created).toEqual([]);
    const withService = plan([teacher("41230")], {
      staff: [staff("epp:41230"), staff("local:41230", { function: undefined, lastName: "AUTRE" })],
      teaching: [{ siecleId: "local:41230", division: "6A", through: "division", subject: "SVT" }],
    });
    expect(withService.created).toMatchObject([{ person: { siecleId: "local:41230", profile: "teacher" } }]);
  });

  it("are asked about on a name alone, and a manual user even with the same birth date", () => {
    const local = teacher("7", { siecleId: "local:7", lastName: "O'Connor", birthDate: undefined });
    const file = { staff: [staff("epp:88", { lastName: "O’CONNOR" })] };
    expect(plan([local], file).questions).toMatchObject([{ reason: "name-alone" }]);
    expect(plan([local], file).masked).toEqual([]);
    const manual = teacher("8", { siecleId: undefined, origin: "manual", lastName: "ALONZO" });
    const turnsUp = { staff: [staff("epp:99", { lastName: "ALONZO" })] };
    const asked = plan([manual], turnsUp);
    expect(asked.questions).toMatchObject([{ reason: "manual-user" }]);
    expect(asked.created).toEqual([]);
  });

  it("who turn up in SIECLE keep the account when told so, and get another one when not", () => {
    const manual = teacher("8", {
      siecleId: undefined,
      origin: "manual",
      lastName: "ALONZO",
      email: "main@example.org",
      emailByHand: true,
      teaches: [{ division: "6A", origin: "manual" }],
    });
    const file = { staff: [staff("epp:99", { lastName: "ALONZO" })] };
    const yes = plan([manual], file, new Map([["staff:epp:99", { same: "8" }]]));
    expect(yes.updated).toMatchObject([{ userId: "8", values: { origin: "siecle", siecleId: "epp:99" } }]);
    expect(yes.updated[0]!.values.email).toBeUndefined();
    const no = plan([manual], file, new Map([["staff:epp:99", "other-person" as const]]));
    expect(no.created).toHaveLength(1);
    expect(no.updated).toEqual([]);
  });

  it("manual ones are never masked, nor is the administrator", () => {
    const manual = teacher("8", { siecleId: undefined, origin: "manual" });
    const administrator = user("a", { profile: "administrator", origin: "manual", siecleId: undefined });
    expect(plan([manual, administrator, teacher("1")], { staff: [staff("epp:1")] }).masked).toEqual([]);
  });

  it("without function keep the account they have, and get none they have not", () => {
    const file = { staff: [staff("epp:1", { function: undefined })] };
    const kept = plan([teacher("1", { profile: "cpe", lastName: "PROFepp1" })], file);
    expect(kept.masked).toEqual([]);
    expect(kept.updated.flatMap(({ changes }) => changes).map(({ field }) => field)).not.toContain("profile");
    expect(kept.warnings).toMatchObject([{ code: "no-function-kept" }]);
    expect(plan([], file)).toMatchObject({ created: [], warnings: [{ code: "no-function-no-account" }] });
  });

  it("lose no class when the file has no service, and no class typed by hand ever", () => {
    const links = {
      teaches: [
        { division: "6A", origin: "siecle" as const },
        { division: "5A", origin: "manual" as const },
      ],
    };
    const known = teacher("1", { ...links, lastName: "PROFepp1" });
    expect(plan([known], { staff: [staff("epp:1", { recruitedFor: ["MATHEMATIQUES"] })] }).updated).toEqual(
      [],
    );
    const emptied = plan([known], { staff: [staff("epp:1")], teaching: [] });
    expect(emptied.updated).toMatchObject([
      { changes: [{ field: "teaches", before: "5A, 6A", after: "5A" }] },
    ]);
  });

  it("keep, within the year, the class whose services have no teacher yet", () => {
    const known = teacher("1", { teaches: [{ division: "301", origin: "siecle" }], lastName: "PROFepp1" });
    const file = {
      staff: [staff("epp:1")],
      teaching: [{ siecleId: "epp:1", division: "6A", through: "division" as const, subject: undefined }],
      divisionsWithoutTeaching: ["301"],
    };
    const [update] = plan([known], file).updated;
    expect(update!.changes).toEqual([{ field: "teaches", before: "301", after: "301, 6A" }]);
    const nextYear = planImport(directory([known], 2025), snapshot(file), today);
    expect(nextYear.updated[0]!.changes).toEqual([{ field: "teaches", before: "301", after: "6A" }]);
  });

  it("are main teachers on a day of the file’s school year", () => {
    const period = { division: "6A", from: "2026-09-01", to: "2026-10-31" };
    const of = (day: string) =>
      planImport(directory([]), snapshot({ staff: [staff("epp:1", { mainTeacherPeriods: [period] })] }), day)
        .created[0]!.person.mainTeacherOf;
    expect(of("2026-10-31")).toEqual(["6A"]);
    expect(of("2026-11-01")).toEqual([]);
    expect(of("2026-07-01")).toEqual(["6A"]);
  });
});

describe("guardians", () => {
  const mother = user("g", {
    profile: "guardian",
    birthDate: undefined,
    lastName: "PARENT7",
    firstName: "Ana",
    siecleId: "7",
    divisions: [],
    pupils: ["1"],
  });
  const child = user("1");

  it("get an account with a pupil who is there, and none for one who has left", () => {
    const files = {
      pupils: [pupil("1"), pupil("2", { exitDate: "2026-09-12" })],
      guardians: [guardian("7"), guardian("8"), guardian("9")],
      legalTies: [
        { pupilSiecleId: "1", guardianSiecleId: "7", kinship: "10" },
        { pupilSiecleId: "2", guardianSiecleId: "8", kinship: "10" },
      ],
    };
    expect(plan([], files).created.map(({ person }) => `${person.population} ${person.siecleId}`)).toEqual([
      "pupil 1",
      "guardian 7",
    ]);
  });

  it("follow a changed PERSONNE_ID by name with a shared pupil, and nobody by name alone", () => {
    const ties = [{ pupilSiecleId: "1", guardianSiecleId: "70", kinship: "10" }];
    const renumbered = {
      pupils: [pupil("1")],
      guardians: [guardian("70", { lastName: "PARENT7" })],
      legalTies: ties,
    };
    expect(plan([child, mother], renumbered).updated).toMatchObject([
      { userId: "g", values: { siecleId: "70" } },
    ]);
    const homonym = {
      pupils: [pupil("1"), pupil("2")],
      guardians: [guardian("70", { lastName: "PARENT7" })],
      legalTies: [{ pupilSiecleId: "2", guardianSiecleId: "70", kinship: "10" }],
    };
    const { created, masked } = plan([child, mother], homonym);
    expect(created.map(({ person }) => person.siecleId)).toContain("70");
    expect(masked).toMatchObject([{ userId: "g", reason: "absent" }]);
  });

  it("leave with the last of their pupils, and come back with one, even without a file of theirs", () => {
    const leaving = { pupils: [pupil("1", { exitDate: "2026-09-30" }), pupil("2")] };
    expect(plan([child, user("2"), mother], leaving).masked).toMatchObject([
      { userId: "1", reason: "exit-date" },
      { userId: "g", reason: "pupils-left" },
    ]);
    const gone = [
      user("1", { masked: true, maskedFor: "exit-date" }),
      { ...mother, masked: true, maskedFor: "pupils-left" as const },
    ];
    expect(plan(gone, { pupils: [pupil("1")] }).returned.map(({ userId }) => userId)).toEqual(["1", "g"]);
  });

  it("are masked when they are legal guardians no more", () => {
    const files = { pupils: [pupil("1")], guardians: [guardian("7")], legalTies: [] };
    expect(plan([child, mother], files).masked).toMatchObject([{ userId: "g", reason: "no-longer-legal" }]);
  });

  it("of a pupil in doubt are neither masked nor tied to him", () => {
    const doubtful = pupil("1", { lastName: "TOUT AUTRE", birthDate: "2014-01-01" });
    const files = {
      pupils: [doubtful],
      guardians: [guardian("7"), guardian("8")],
      legalTies: ["7", "8"].map((id) => ({ pupilSiecleId: "1", guardianSiecleId: id, kinship: undefined })),
    };
    const { masked, created, updated } = plan([child, mother], files);
    expect({ masked, created, updated }).toEqual({ masked: [], created: [], updated: [] });
  });
});

describe("the files present", () => {
  const school = [
    user("1"),
    teacher("2"),
    user("g", { profile: "guardian", siecleId: "7", divisions: [], pupils: ["1"] }),
  ];

  it("decide who may be masked: a staff file touches no pupil, a pupils’ file no staff", () => {
    expect(plan(school, { staff: [staff("epp:9")] }).masked.map(({ userId }) => userId)).toEqual(["2"]);
    expect(plan(school, { pupils: [pupil("9")] }).masked.map(({ userId }) => userId)).toEqual(["1", "g"]);
    expect(
      plan(school, { guardians: [guardian("8")], legalTies: [] }).masked.map(({ userId }) => userId),
    ).toEqual(["g"]);
  });

  it("without any pupils’ file leave a guardian alone, even one who was kept though his pupils had left", () => {
    const gone = [user("1", { masked: true, maskedFor: "absent" }), ...school.slice(1)];
    expect(plan(gone, { staff: [staff("epp:2")] })).toMatchObject({ masked: [], returned: [] });
  });
});

describe("whom the administrator leaves alone this time", () => {
  const leave = (...keys: string[]): Choices => new Map(keys.map((key) => [key, "leave-alone" as const]));

  it("is neither created, changed, shown again nor masked, and is listed as such", () => {
    const school = [user("1"), user("2", { masked: true, maskedFor: "absent" }), user("3")];
    const files = { pupils: [pupil("1", { divisions: ["5A"] }), pupil("2"), pupil("4")] };
    const all = plan(school, files);
    expect([all.created, all.updated, all.returned, all.masked].map(({ length }) => length)).toEqual([
      1, 1, 1, 1,
    ]);
    const none = plan(school, files, leave("user:1", "user:2", "user:3", "pupil:4"));
    expect(none).toMatchObject({ created: [], updated: [], returned: [], masked: [] });
    expect(none.skipped.map(({ key }) => key).sort()).toEqual(["pupil:4", "user:1", "user:2", "user:3"]);
  });

  it("keeps a pupil’s guardians from being masked or made for him", () => {
    const child = user("1");
    const parent = user("g", {
      profile: "guardian",
      siecleId: "7",
      lastName: "PARENT7",
      firstName: "Ana",
      divisions: [],
      pupils: ["1"],
    });
    const leaving = { pupils: [pupil("1", { exitDate: "2026-09-30" }), pupil("2")] };
    expect(plan([child, parent, user("2")], leaving, leave("user:1")).masked).toEqual([]);
    const arriving = {
      pupils: [pupil("1"), pupil("9")],
      guardians: [guardian("7"), guardian("8")],
      legalTies: [
        { pupilSiecleId: "1", guardianSiecleId: "7", kinship: undefined },
        { pupilSiecleId: "9", guardianSiecleId: "8", kinship: undefined },
      ],
    };
    expect(plan([child, parent], arriving, leave("pupil:9")).created).toEqual([]);
  });
});

describe("the brake", () => {
  const tenPupils = Array.from({ length: 40 }, (_, i) => user(String(i + 1)));
  const present = (count: number) => tenPupils.slice(0, count).map(({ siecleId }) => pupil(siecleId!));
  const brakes = (count: number, lastYear: number) =>
    planImport(directory(tenPupils, lastYear), snapshot({ pupils: present(count) }), today).brakes;

  it("stops above 10 % within a year, above 50 % at a change of year, from 4 people on", () => {
    expect(brakes(36, 2026)).toEqual([]);
    expect(brakes(35, 2026)).toEqual([
      { kind: "many-masked", profile: "pupil", masked: 5, total: 40, schoolYear: 2026 },
    ]);
    expect(brakes(20, 2025)).toEqual([]);
    expect(brakes(19, 2025)).toEqual([
      { kind: "many-masked", profile: "pupil", masked: 21, total: 40, schoolYear: 2026 },
    ]);
    const few = tenPupils.slice(0, 3);
    expect(planImport(directory(few), snapshot({ pupils: [pupil("99")] }), today).brakes).toEqual([]);
  });

  it("stops for a school year older than the last one’s", () => {
    expect(brakes(40, 2027)).toEqual([{ kind: "older-year", schoolYear: 2026, last: 2027 }]);
  });
});
