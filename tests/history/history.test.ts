/** What happened: where it is read from, who may rewrite it (nobody), and when it goes. */

import { sql } from "drizzle-orm";
import { PgBoss } from "pg-boss";
import { describe, expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { readImport } from "#actions/imports/read-import.ts";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { planImportUndo } from "#actions/imports/undo-import.ts";
import { editUser } from "#actions/people/edit-user.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { startJobs } from "#data/engine/jobs.ts";
import { listHistory } from "#data/history/history.ts";
import { type JournalFilter, type JournalPlace, listJournal } from "#data/history/journal.ts";
import { findImport, findLastApplied, findSnapshot, listImports } from "#data/imports/imports.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { timeline } from "#domain/history/timeline.ts";
import { refused } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { idleWorkers } from "../support/idle-workers.ts";
import { uai } from "../support/site.ts";

const everything: JournalFilter = {
  search: "",
  kind: undefined,
  author: undefined,
  from: undefined,
  to: undefined,
};

describe("what happened", async () => {
  const { database, connection } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z");
  const app = {
    database,
    clock: () => now,
    throttle: signInThrottle(database),
    jobs: { enqueueMail: async () => {} },
  };
  const since = new Date("2026-01-01T00:00:00Z");

  const find = async (login: string) => (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
  const told = async (login: string) => {
    const { id } = await find(login);
    return timeline(await database.inSchool(uai, (tx) => listHistory(tx, id, since)));
  };
  const journal = (filter: Partial<JournalFilter> = {}, after?: JournalPlace, lines = 50) =>
    database.inSchool(uai, (tx) => listJournal(tx, { ...everything, ...filter }, { since, after, lines }));

  async function edit(login: string, email: string): Promise<void> {
    const user = await find(login);
    const correction = { email, entId: undefined };
    await editUser(app, commandLine, uai, user.id, user.version, correction);
  }

  it("is told of a person from the import that made the account to the one that masked it", async () => {
    const administrator = { ...commandLine, userId: (await find("camille.riviere")).id };
    const teacher = await find("ines.dalmeida");
    const correction = { email: "ines@example.org", entId: undefined };
    await editUser(app, administrator, uai, teacher.id, teacher.version, correction);
    now = new Date("2027-09-06T08:00:00Z");
    await importFiles(app, commandLine, uai, await exampleFiles("2027-rentree"), 0);
    const entries = await told("ines.dalmeida");
    expect(entries.at(-1)).toMatchObject({
      what: "Compte créé lors d’une importation",
      by: "la ligne de commande",
    });
    expect(entries.at(-2)).toMatchObject({
      what: "Fiche corrigée",
      by: "Camille RIVIERE",
      changes: [{ label: "Adresse électronique", before: "", after: "ines@example.org" }],
    });
    const { rows } = await database.pool.query(
      "select u.login from maskings m join users u on u.uai = m.uai and u.id = m.user_id where reason = 'absent' limit 1",
    );
    expect((await told(rows[0].login))[0]).toMatchObject({
      what: "Compte masqué lors d’une importation",
      detail: "absent des fichiers importés",
    });
  });

  it("is found in the journal by person, kind, author and day, a page at a time", async () => {
    now = new Date("2027-09-07T21:59:00Z");
    for (const n of [1, 2, 3]) await edit("ines.dalmeida", `k${n}@example.org`);
    now = new Date("2027-09-07T22:01:00Z");
    await edit("ines.dalmeida", "k4@example.org");

    expect(await journal({ search: "ines almei" })).toHaveLength(5);
    expect((await journal({ kind: "imports" })).map(({ action }) => action)).toEqual([
      "import-applied",
      "import-applied",
    ]);
    const { id } = await find("camille.riviere");
    expect((await journal({ author: id })).map(({ by }) => by)).toEqual(["Camille RIVIERE"]);
    expect(await journal({ author: "command-line", search: "almeida" })).toHaveLength(4);
    // Half past midnight in France is the next day there.
    expect(await journal({ from: "2027-09-08" })).toHaveLength(1);
    expect(await journal({ from: "2027-09-07", to: "2027-09-07" })).toHaveLength(3);

    const revived = (await journal()).map(({ id }) => id);
    const pages: number[] = [];
    for (let place: JournalPlace | undefined; ; ) {
      const page: JournalPlace[] = await journal({}, place, 2);
      if (page.length === 0) break;
      pages.push(...page.map(({ id }) => id));
      place = page.at(-1);
    }
    expect(pages).toEqual(revived);
  });

  it("may be rewritten by nobody in the school", async () => {
    const remove = database.inSchool(uai, ({ db }) => db.execute(sql`delete from events`));
    await expect(remove).rejects.toMatchObject({
      cause: { message: expect.stringContaining("permission denied") },
    });
  });

  it("goes after 12 months; imports keep their counts, and an old one can no longer be undone", async () => {
    const counts = async () =>
      (await database.inSchool(uai, listImports)).map(({ counts }) => counts?.created);
    const before = await counts();
    expect(before).toEqual([expect.any(Number), expect.any(Number)]);
    now = new Date("2027-11-24T08:00:00Z");
    await runDaily(app);
    const actions = (await journal()).map(({ action }) => action);
    expect(actions.filter((action) => action === "user-edited")).toHaveLength(4);
    expect((await told("ines.dalmeida")).at(-1)?.what).toBe("Fiche mise à jour lors d’une importation");
    expect(await counts()).toEqual(before);
    const last = (await database.inSchool(uai, findLastApplied))!;
    expect(await database.inSchool(uai, (tx) => planImportUndo(tx, last, now))).toHaveProperty("value");

    now = new Date("2028-09-08T08:00:00Z");
    await runDaily(app);
    await runDaily(app);
    expect(await journal()).toEqual([]);
    expect(await told("ines.dalmeida")).toEqual([]);
    expect(await counts()).toEqual(before);
    expect(await database.inSchool(uai, (tx) => planImportUndo(tx, last, now))).toEqual(
      refused("import-too-old"),
    );
  });

  it("gives up an import that has waited 30 days, and forgets its files", async () => {
    const prepare = async () => {
      const jobs = { enqueueReading: async () => {} };
      const answer = await receiveImport(
        { ...app, jobs },
        commandLine,
        uai,
        await exampleFiles("2027-rentree"),
      );
      if (!answer.ok) throw new Error(answer.refusal);
      await readImport(app, uai, answer.value);
      return answer.value;
    };
    now = new Date("2028-10-01T08:00:00Z");
    const old = await prepare();
    now = new Date("2028-10-31T07:00:00Z");
    const recent = await prepare();
    await runDaily(app);
    const stateOf = (id: string) => database.inSchool(uai, (tx) => findImport(tx, id));
    expect((await stateOf(old))?.state).toBe("planned");
    now = new Date("2028-10-31T08:00:01Z");
    await runDaily(app);
    expect(await stateOf(old)).toMatchObject({ state: "abandoned" });
    expect(await database.inSchool(uai, (tx) => findSnapshot(tx, old))).toBeUndefined();
    expect((await stateOf(recent))?.state).toBe("planned");
    const [latest] = await journal({ kind: "imports" });
    expect(latest).toMatchObject({ action: "import-abandoned", by: undefined, after: { importId: old } });
  });

  it("is looked after by the queue, once a day for all nodes", async () => {
    let runs = 0;
    const workers = { ...idleWorkers, daily: async () => void runs++ };
    const nodes = [
      await startJobs(connection, workers, () => {}),
      await startJobs(connection, workers, () => {}),
    ];
    const boss = new PgBoss({ ...(connection as object), max: 1, schema: "pgboss", supervise: false });
    await boss.start();
    try {
      expect(await boss.getSchedules("daily")).toMatchObject([
        { cron: "30 3 * * *", timezone: "Europe/Paris" },
      ]);
      const { rows } = await database.pool.query(
        "select count(*)::int as n from pgboss.job where name = 'daily'",
      );
      expect(rows[0].n).toBe(1);
      await boss.send("daily");
      await expect.poll(() => runs, { timeout: 35_000 }).toBe(1);
    } finally {
      await boss.stop();
      for (const node of nodes) await node.stop();
    }
  }, 60_000);
});
