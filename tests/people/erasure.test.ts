/** Erasing masked people: nothing names them any more, nothing else breaks, nobody gets their login. */

import { describe, expect, it } from "vitest";
import { signIn } from "#actions/access/sign-in.ts";
import { applyImport } from "#actions/imports/apply-import.ts";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { planImportUndo, undoImport } from "#actions/imports/undo-import.ts";
import { createStaff } from "#actions/people/create-staff.ts";
import { eraseMasked } from "#actions/people/erase-masked.ts";
import { holdErasure, releaseErasure } from "#actions/people/hold-erasure.ts";
import { maskUser } from "#actions/people/mask.ts";
import { restoreUser } from "#actions/people/restore.ts";
import { saveErasureSettings } from "#actions/school/save-erasure-settings.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { listErasures } from "#data/erasure/erasures.ts";
import { listJournal } from "#data/history/journal.ts";
import { findLastApplied, findPlan } from "#data/imports/imports.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { countByPopulation } from "#data/people/users-table.ts";
import { reportRows } from "#domain/imports/report.ts";
import { done, refused } from "#domain/outcome.ts";
import { defaultErasure } from "#domain/people/erasure.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

const erase = { ...defaultErasure, mode: "erase" as const };

describe("erasing", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z");
  const app = {
    database,
    clock: () => now,
    throttle: signInThrottle(database),
    jobs: { enqueueMail: async () => {} },
  };
  const users = async () => (await database.inSchool(uai, loadDirectory)).users;
  const erasures = () => database.inSchool(uai, listErasures);
  const masked = async () => (await users()).filter((user) => user.masked);
  const settle = (settings = erase, agreedTo?: number) =>
    saveErasureSettings(app, commandLine, uai, settings, agreedTo);

  async function importYear(folder: string, masking?: number): Promise<string> {
    const answer = await importFiles(app, commandLine, uai, await exampleFiles(folder), masking);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal).slice(0, 300));
    return (await database.inSchool(uai, findLastApplied))!;
  }

  /** Every place in the database where this text stands. */
  async function traces(text: string): Promise<string[]> {
    const { rows } = await database.pool.query<{ name: string }>(
      "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')",
    );
    const found: string[] = [];
    for (const { name } of rows) {
      const { rowCount } = await database.pool.query(`select 1 from ${name} t where t::text like $1`, [
        `%${text}%`,
      ]);
      if (rowCount) found.push(name);
    }
    return found;
  }

  it("does nothing before the school decides it, nor before the day, nor to somebody held", async () => {
    now = new Date("2027-09-06T08:00:00Z");
    await importYear("2027-rentree");
    const gone = await masked();
    expect(gone.length).toBeGreaterThan(3);
    now = new Date("2028-12-01T08:00:00Z");
    await eraseMasked(app);
    expect(await erasures()).toEqual([]);

    const dueNow = gone.length;
    expect(await settle()).toEqual(refused({ dueNow }));
    expect(await settle(erase, dueNow - 1)).toEqual(refused({ dueNow }));
    expect(await settle({ ...erase, familiesMonths: 120, staffMonths: 120 })).toEqual(done());
    await eraseMasked(app);
    expect(await erasures()).toEqual([]);

    const held = gone[0]!;
    await holdErasure(app, commandLine, uai, held.id, "diplôme à remettre");
    expect(await holdErasure(app, commandLine, uai, held.id, "encore")).toEqual(refused("erasure-held"));
    expect(await settle(erase, dueNow - 1)).toEqual(done());
    await eraseMasked(app);
    expect(await erasures()).toHaveLength(dueNow - 1);
    expect((await masked()).map(({ id }) => id)).toEqual([held.id]);
    await releaseErasure(app, commandLine, uai, held.id);
    expect(await releaseErasure(app, commandLine, uai, held.id)).toEqual(refused("erasure-not-held"));
    await eraseMasked(app);
    await eraseMasked(app);
    expect(await erasures()).toHaveLength(dueNow);
    expect(await masked()).toEqual([]);
  });

  it("leaves no trace of a name, an address, a number, a login; the deeds stay, by nobody", async () => {
    now = new Date("2029-01-10T08:00:00Z");
    const made = await createStaff(app, commandLine, uai, {
      profile: "teacher",
      civility: "mme",
      lastName: "QUENEAUZ",
      firstName: "Zazie",
      birthDate: "1991-02-03",
      email: "zazie@example.org",
      teaches: ["6A"],
      discipline: "Métromanie",
      evenIfNamesake: false,
    });
    if (!made.ok) throw new Error("refused");
    await signIn(app, uai, { login: made.value.login, password: "non", address: "test" });
    await maskUser(app, commandLine, uai, made.value.id);
    expect((await traces("QUENEAUZ")).length).toBeGreaterThan(0);
    now = new Date("2030-01-10T08:00:00Z");
    await eraseMasked(app);
    for (const text of ["QUENEAUZ", "Zazie", "zazie", "Métromanie", "1991-02-03"])
      expect(await traces(text), text).toEqual([]);

    const lines = await database.inSchool(uai, (tx) =>
      listJournal(
        tx,
        { search: "", kind: undefined, author: undefined, from: undefined, to: undefined },
        { since: new Date(0), after: undefined, lines: 1000 },
      ),
    );
    const own = lines.filter(({ target }) => target?.id === made.value.id);
    expect(own.map(({ action }) => action)).toEqual(["user-erased", "user-masked", "user-created"]);
    expect(own[0]!.target).toMatchObject({ name: "utilisateur effacé", exists: false });
    expect(await restoreUser(app, commandLine, uai, made.value.id)).toEqual(refused("not-found"));
    expect(
      await signIn(app, uai, { login: made.value.login, password: "non", address: "test" }),
    ).toHaveProperty("refusal");

    const again = await createStaff(app, commandLine, uai, {
      ...{ profile: "cpe", civility: "mme", lastName: "QUENEAUZ", firstName: "Zazie" },
      ...{ birthDate: "1991-02-03", email: "zazie@example.org", teaches: [] },
      ...{ discipline: undefined, evenIfNamesake: false },
    });
    expect(again).toMatchObject(done({ login: "zazie.queneauz2" }));
  });

  it("has decided of every table that speaks of a person whether its rows go", async () => {
    const { rows } = await database.pool.query<{ table: string }>(
      `select distinct conrelid::regclass::text as table from pg_constraint
       where contype = 'f' and confrelid = 'users'::regclass order by 1`,
    );
    const emptied = [
      ...["authenticators", "credentials", "devices", "erasure_holds", "guardianships", "mailed_links"],
      ...["mails", "pupil_divisions", "recovery_codes", "saved_views", "selections", "sessions"],
      "teaching_links",
    ];
    const namesNobody = ["inspector_openings", "maskings"];
    expect(rows.map(({ table }) => table)).toEqual([...emptied, ...namesNobody].sort());
  });

  it("makes whoever comes back in SIECLE a new person, with a new login", async () => {
    const { rows } = await database.pool.query(
      "select count(*)::int as n from users where erased_at is not null",
    );
    now = new Date("2030-09-06T08:00:00Z");
    // Last year's files bring back those who had left: the number is what the brake asks for.
    const before = await users();
    const answer = await importFiles(app, commandLine, uai, await exampleFiles("2026-rentree"), undefined);
    const masking = !answer.ok && "plan" in answer.refusal ? answer.refusal.plan.masked.length : 0;
    await importYear("2026-rentree", masking);
    const created = (await users()).filter(({ id }) => !before.some((user) => user.id === id));
    expect(created.length).toBeGreaterThan(3);
    expect(created.every(({ login }) => /\d$/.test(login))).toBe(true);
    const after = await database.pool.query(
      "select count(*)::int as n from users where erased_at is not null",
    );
    expect(after.rows).toEqual(rows);
  });

  it("does not come between an import and its undo, nor change what others' plans say", async () => {
    now = new Date("2030-10-01T08:00:00Z");
    const importId = await importYear("2027-rentree");
    const counts = await database.inSchool(uai, countByPopulation);
    const gone = await masked();
    const [first] = gone.filter(({ profile }) => profile === "pupil");
    now = new Date("2031-03-01T08:00:00Z");
    await eraseMasked(app);
    expect(await traces(`${first!.lastName}", "firstName": "${first!.firstName}`)).toEqual([]);
    expect(await database.inSchool(uai, countByPopulation)).toEqual(counts);

    const plan = (await database.inSchool(uai, (tx) => findPlan(tx, importId)))!;
    const rows = reportRows(plan, { done: true });
    expect(rows.filter(({ lastName }) => lastName === "utilisateur effacé").length).toBeGreaterThan(0);

    const planned = await database.inSchool(uai, (tx) => planImportUndo(tx, importId, now));
    if (!planned.ok) throw new Error(planned.refusal);
    const erasedIds = new Set((await erasures()).map(({ userId }) => userId));
    expect(planned.value.plan.shownAgain.filter(({ userId }) => erasedIds.has(userId))).toEqual([]);
    expect(await undoImport(app, commandLine, uai, importId, planned.value.fingerprint)).toHaveProperty(
      "value",
    );
    expect((await users()).filter(({ id }) => erasedIds.has(id))).toEqual([]);
    const { rows: unmasked } = await database.pool.query(
      `select 1 from users u where erased_at is not null and not exists (
         select 1 from maskings m where m.uai = u.uai and m.user_id = u.id and m.lifted_at is null)`,
    );
    expect(unmasked).toEqual([]);
    expect(await applyImport(app, commandLine, uai, importId, undefined)).toEqual(refused("import-ended"));
  });
});
