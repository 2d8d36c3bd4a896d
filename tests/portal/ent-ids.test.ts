/** A portal's file on the cast: what it writes, what it asks, what it leaves alone; nothing halfway. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editUser } from "#actions/people/edit-user.ts";
import { abandonEntIds } from "#actions/portal/abandon-ent-ids.ts";
import { applyEntIds } from "#actions/portal/apply-ent-ids.ts";
import { choosePortalColumns } from "#actions/portal/choose-portal-columns.ts";
import { decideEntIds } from "#actions/portal/decide-ent-ids.ts";
import { receivePortalFile } from "#actions/portal/receive-portal-file.ts";
import { reviewEntIds } from "#actions/portal/review-ent-ids.ts";
import { createSchool } from "#actions/school/create-school.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { listHistory } from "#data/history/history.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { insertMaskings } from "#data/people/maskings.ts";
import { findEntIdFile, listEntIdFiles } from "#data/portal/ent-id-files.ts";
import { timeline } from "#domain/history/timeline.ts";
import { listedName } from "#domain/names.ts";
import { done, refused } from "#domain/outcome.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { profileLabels } from "#domain/people/user.ts";
import { commandLine } from "#domain/permissions.ts";
import type { EntIdList } from "#domain/portal/ent-ids/lists.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("a portal's file", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z");
  const app = {
    database,
    clock: () => now,
    throttle: signInThrottle(database),
    jobs: { enqueueMail: async () => {} },
  };
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "cpro-ent-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const users = async () => (await database.inSchool(uai, loadDirectory)).users;
  const find = async (login: string) => (await users()).find((user) => user.login === login)!;
  const lineOf = (user: DirectoryUser, entId: string): string =>
    [entId, user.lastName, user.firstName, user.birthDate ?? "", profileLabels[user.profile]].join(";");

  async function receive(...lines: string[]): Promise<string> {
    const file = { name: "ent.csv", path: path.join(folder, "ent.csv") };
    const headings = "Identifiant ENT;Nom;Prénom;Date de naissance;Profil";
    await writeFile(file.path, [headings, ...lines].join("\n"));
    const answer = await receivePortalFile(app, commandLine, uai, file);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    return answer.value;
  }
  const view = (list?: EntIdList) => ({ list, search: "", page: 1 });
  const review = async (id: string, list?: EntIdList) =>
    (await reviewEntIds(app, uai, id, view(list)))!.review!;
  const decide = (id: string, decisions: Parameters<typeof decideEntIds>[4]["decisions"]) =>
    decideEntIds(app, commandLine, uai, id, { decisions });
  const apply = (id: string) => applyEntIds(app, commandLine, uai, id);
  const edit = async (login: string, entId: string | undefined) => {
    const { id, email } = await find(login);
    const { rows } = await database.pool.query("select version from users where id = $1", [id]);
    return editUser(app, commandLine, uai, id, rows[0].version, { email, entId });
  };

  it("fills pupils, guardians and staff, as a correction by hand does, and tells it", async () => {
    const some = ["yanis.ait-ali", "assa.keita", "amadou.diallo"];
    const before = await Promise.all(some.map(find));
    const id = await receive(...before.map((user, i) => lineOf(user, `ent-${i}`)));
    const { counts, lines } = await review(id, "fill");
    expect(counts.fill).toBe(3);
    expect(lines.every(({ ticked }) => ticked)).toBe(true);
    const versions = () =>
      database.pool.query("select version from users where login = any($1) order by login", [some]);
    const old = (await versions()).rows;
    expect(await apply(id)).toEqual(done({ filled: 3, replaced: 0, leftOut: 0 }));
    for (const [i, login] of some.entries()) expect((await find(login)).entId).toBe(`ent-${i}`);
    expect((await versions()).rows).toEqual(old.map(({ version }) => ({ version: version + 1 })));
    const rows = await database.inSchool(uai, (tx) => listHistory(tx, before[0]!.id, new Date(0)));
    expect(timeline(rows)[0]).toMatchObject({
      what: "ID ENT repris du fichier du portail",
      changes: [{ label: "ID ENT", before: "", after: "ent-0" }],
    });
  });

  it("forgets what the file said once it is applied, keeps the counts, and does nothing twice", async () => {
    const [last] = await database.inSchool(uai, listEntIdFiles);
    const stored = await database.inSchool(uai, (tx) => findEntIdFile(tx, last!.id));
    expect(stored).toMatchObject({ content: undefined, plan: undefined, fileName: "", decisions: {} });
    expect(last!.counts).toEqual({ filled: 3, replaced: 0, leftOut: 0 });
    for (const answer of [
      await apply(last!.id),
      await decide(last!.id, {}),
      await abandonEntIds(app, commandLine, uai, last!.id),
    ])
      expect(answer).toEqual(refused("filling-ended"));
  });

  it("replaces only what is ticked", async () => {
    const [yanis, amadou] = [await find("yanis.ait-ali"), await find("amadou.diallo")];
    const id = await receive(lineOf(yanis, "new-0"), lineOf(amadou, "new-2"));
    expect((await review(id)).counts.replace).toBe(2);
    expect(await apply(id)).toEqual(refused("no-ent-id-ticked"));
    await decide(id, { 2: "write", 999: "write" });
    expect(await apply(id)).toEqual(done({ filled: 0, replaced: 1, leftOut: 1 }));
    expect((await find("yanis.ait-ali")).entId).toBe("new-0");
    expect((await find("amadou.diallo")).entId).toBe("ent-2");
  });

  it("asks among namesakes; an answer outside them is none, and two lines cannot be one account's", async () => {
    const namesakes = (await users()).filter(
      ({ lastName, firstName }) => lastName === "MARTIN" && firstName === "CLAIRE",
    );
    expect(namesakes.length).toBe(2);
    const id = await receive("c1;Martin;Claire;;", "c2;MARTIN;CLAIRE;;");
    const { counts, lines } = await review(id);
    expect(counts.question).toBe(2);
    expect(lines[0]!.users.map((user) => user.id).sort()).toEqual(namesakes.map((user) => user.id).sort());
    const [one, two] = namesakes;
    const stranger = await find("klaus.muller");
    await decide(id, { 2: { to: stranger.id }, 3: "write" });
    expect(await apply(id)).toEqual(refused("no-ent-id-ticked"));
    await decide(id, { 2: { to: one!.id }, 3: { to: one!.id } });
    expect(await apply(id)).toEqual(refused("ent-id-twice"));
    await decide(id, { 3: { to: two!.id } });
    expect(await apply(id)).toMatchObject(done({ filled: 2 }));
    expect((await find(two!.login)).entId).toBe("c2");
  });

  it("writes nothing of what somebody else changes meanwhile, and names who", async () => {
    const [klaus, ines] = [await find("klaus.muller"), await find("ines.dalmeida")];
    const id = await receive(lineOf(klaus, "k"), lineOf(ines, "i"));
    await edit("klaus.muller", "typed");
    expect(await apply(id)).toEqual(refused({ changed: [listedName(klaus)] }));
    expect((await find("ines.dalmeida")).entId).toBeUndefined();
    expect((await review(id)).counts).toMatchObject({ fill: 1, replace: 1 });
    expect(await apply(id)).toMatchObject(done({ filled: 1, replaced: 0 }));
    expect((await find("klaus.muller")).entId).toBe("typed");
  });

  it("loses to whoever gives the same id at the same time, all or nothing", async () => {
    const [head, cook] = [await find("maelle.legoff"), await find("francois.dupre")];
    const id = await receive(lineOf(head, "race"), lineOf(cook, "other"));
    const client = await database.pool.connect();
    try {
      await client.query("begin");
      await client.query("update users set ent_id = 'race' where login = 'camille.riviere'");
      const answer = apply(id);
      // It waits for the id that is being given.
      await expect
        .poll(async () => {
          const { rows } = await database.pool.query(
            "select count(*)::int as n from pg_stat_activity where wait_event_type = 'Lock' and query like '%update users set ent_id%'",
          );
          return rows[0].n;
        })
        .toBe(1);
      await client.query("commit");
      expect(await answer).toMatchObject(refused({ changed: [expect.stringContaining("LE GOFF")] }));
    } finally {
      client.release();
    }
    expect((await find("francois.dupre")).entId).toBeUndefined();
    const { lines } = await review(id, "refused");
    expect(lines[0]!.planned).toMatchObject({ reason: "taken" });
    expect(lines[0]!.users[0]!.login).toBe("camille.riviere");
    expect(await apply(id)).toMatchObject(done({ filled: 1 }));
  });

  it("gives two who apply it at once one writing", async () => {
    const id = await receive(lineOf(await find("maelle.legoff"), "head"));
    const answers = await Promise.all([apply(id), apply(id)]);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    expect(answers).toContainEqual(refused("filling-ended"));
  });

  it("leaves the masked alone", async () => {
    const gone = await find("annelaure.lecoeuvre");
    const id = await receive(lineOf(gone, "gone"), lineOf(await find("klaus.muller"), "k2"));
    await decide(id, { 3: "write" });
    await database.inSchool(uai, (tx) =>
      insertMaskings(tx, [{ userId: gone.id, reason: "by-hand" }], { at: now, by: undefined }),
    );
    expect(await apply(id)).toEqual(refused({ changed: [listedName(gone)] }));
    expect((await review(id)).counts).toMatchObject({ unknown: 1, replace: 1 });
  });

  it("asks which columns when its headings do not tell, loses nothing, then keeps only those", async () => {
    const sofia = (await users()).find(({ profile, entId }) => profile === "pupil" && !entId)!;
    const file = { name: "sans-titres.csv", path: path.join(folder, "sans-titres.csv") };
    await writeFile(file.path, `a;b;c;d\nid-1;${sofia.lastName};${sofia.firstName};rue des Lilas\n`);
    const received = await receivePortalFile(app, commandLine, uai, file);
    const id = received.ok ? received.value : "";
    expect((await reviewEntIds(app, uai, id, view()))!.review).toBeUndefined();
    expect(await apply(id)).toEqual(refused("filling-without-columns"));
    const choose = (chosen: Parameters<typeof choosePortalColumns>[4]) =>
      choosePortalColumns(app, commandLine, uai, id, chosen);
    expect(await choose({ entId: 0, lastName: 1 })).toEqual(refused("filling-without-columns"));
    expect(await choose({ entId: 0, lastName: 1, firstName: 40 })).toEqual(
      refused("filling-without-columns"),
    );
    expect(await choose({ entId: 0, lastName: 1, firstName: 2 })).toEqual(done());
    const stored = await database.inSchool(uai, (tx) => findEntIdFile(tx, id));
    expect(JSON.stringify(stored)).not.toContain("Lilas");
    const { counts } = await review(id);
    expect(counts.fill + counts.question).toBe(1);
  });

  it("is the administrator's, of one school alone", async () => {
    const otherUai = "0888888Y";
    const school = { uai: otherUai, name: "Autre collège", email: undefined };
    const administrator = { lastName: "AUTRE", firstName: "Alix", email: "alix@example.org" };
    await createSchool({ database, clock: app.clock }, school, administrator);
    const head = await find("maelle.legoff");
    const id = await receive(lineOf(head, "elsewhere"));
    expect(await applyEntIds(app, commandLine, otherUai, id)).toEqual(refused("not-found"));
    expect(await reviewEntIds(app, otherUai, id, view())).toBeUndefined();
    const actor = { userId: head.id, profile: "head" } as const;
    const administratorOnly = refused("administrator-only");
    expect(await applyEntIds(app, actor, uai, id)).toEqual(administratorOnly);
    expect(await decideEntIds(app, actor, uai, id, { decisions: {} })).toEqual(administratorOnly);
    expect(await receivePortalFile(app, actor, uai, { name: "x", path: "/nowhere" })).toEqual(
      administratorOnly,
    );
    // The same id may be somebody's in another school.
    await database.pool.query("update users set ent_id = 'elsewhere' where uai = $1", [otherUai]);
    await decide(id, { 2: "write" });
    expect(await apply(id)).toHaveProperty("value");
  });

  it("is given up by hand, or by the day after a month without a decision", async () => {
    const id = await receive("x;PERSONNE;Ici;;");
    expect(await abandonEntIds(app, commandLine, uai, id)).toEqual(done());
    expect((await database.inSchool(uai, (tx) => findEntIdFile(tx, id)))!.content).toBeUndefined();
    const waiting = await receive("x;OUBLIE;Ici;;");
    now = new Date("2026-12-20T08:00:00Z");
    await runDaily(app);
    expect(await database.inSchool(uai, (tx) => findEntIdFile(tx, waiting))).toBeDefined();
    now = new Date("2026-12-24T08:00:00Z");
    await runDaily(app);
    expect(await database.inSchool(uai, (tx) => findEntIdFile(tx, waiting))).toBeUndefined();
    expect((await database.inSchool(uai, listEntIdFiles)).every(({ counts }) => counts)).toBe(true);
  });

  it("writes three thousand at once", async () => {
    await database.pool.query(
      `insert into users (uai, id, login, profile, origin, last_name, first_name, name_key, birth_date)
       select $1, gen_random_uuid(), 'masse' || n, 'pupil', 'siecle', 'MASSE' || n, 'Un', 'MASSE' || n || E'\\tUN',
         '2014-01-01' from generate_series(1, 3000) n`,
      [uai],
    );
    const id = await receive(
      ...Array.from({ length: 3000 }, (_, i) => `m${i + 1};MASSE${i + 1};Un;01/01/2014;Élève`),
    );
    const begun = performance.now();
    expect(await apply(id)).toMatchObject(done({ filled: 3000 }));
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});
