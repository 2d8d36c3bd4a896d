/** Several people at once: the rule of the single deed for each, one event each, done once, turned round where it can be. */

import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { planSelection } from "#actions/people/_planned-selection.ts";
import { carryOutSelection } from "#actions/people/carry-out-selection.ts";
import { createStaff } from "#actions/people/create-staff.ts";
import { maskUser } from "#actions/people/mask.ts";
import { restoreUser } from "#actions/people/restore.ts";
import { selectClasses, selectPeople, selectUndo } from "#actions/people/select-people.ts";
import { createSchool } from "#actions/school/create-school.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { listResetMails } from "#data/mail/mails.ts";
import { findSelection, findUndo } from "#data/people/selections.ts";
import { listTaughtClasses } from "#data/people/taught-classes.ts";
import { findAdministrator, findUser, findUserByLogin, listPeople } from "#data/people/users.ts";
import { findSchool } from "#data/school/schools.ts";
import type { BulkAction, WhyLeftOut } from "#domain/bulk.ts";
import { done, refused } from "#domain/outcome.ts";
import { type Actor, commandLine } from "#domain/permissions.ts";
import { readUsersFilter } from "#web/kit/users-query.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("a selection", async () => {
  const { database } = await testDatabase("cast");
  let now = new Date("2026-11-23T08:00:00Z");
  const asked: string[] = [];
  const app = {
    database,
    clock: () => now,
    throttle: signInThrottle(database, () => now),
    jobs: { enqueueMail: async (_tx: unknown, ...ids: readonly string[]) => void asked.push(...ids) },
  };
  const inSchool: typeof database.inSchool = (school, work) => database.inSchool(school, work);
  const idOf = async (login: string): Promise<string> =>
    (await inSchool(uai, (tx) => findUserByLogin(tx, login)))!.id;
  const administrator = async (): Promise<Actor> => {
    const user = (await inSchool(uai, (tx) => findAdministrator(tx)))!;
    return { userId: user.id, profile: user.profile };
  };

  let serial = 0;
  async function newcomer(profile: "cpe" | "teacher" = "cpe"): Promise<string> {
    serial++;
    const lastName = `NOUVELLE${"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[serial]}`;
    const answer = await createStaff(app, commandLine, uai, {
      ...{ profile, civility: "mme", lastName, firstName: "Zoé", birthDate: "1990-01-01" },
      ...{ email: `${lastName.toLowerCase()}@example.org`, teaches: profile === "teacher" ? ["6A"] : [] },
      ...{ discipline: undefined, evenIfNamesake: false },
    });
    if (!answer.ok) throw new Error("refused");
    return answer.value.id;
  }

  async function select(action: BulkAction, ids: readonly string[], codes: readonly string[] = []) {
    const actor = await administrator();
    const answer = await selectPeople(app, actor, uai, action, { ids });
    if (!answer.ok) throw new Error(answer.refusal);
    if (codes.length > 0) await selectClasses(app, actor, uai, answer.value, codes);
    return answer.value;
  }
  const carryOut = async (id: string) => carryOutSelection(app, await administrator(), uai, id);
  const read = async (id: string) => {
    const actor = await administrator();
    return (await inSchool(uai, (tx) => findSelection(tx, id, actor.userId!)))!;
  };
  const leftOut = async (id: string): Promise<Record<string, WhyLeftOut>> =>
    Object.fromEntries((await read(id)).ended!.outcome.leftOut.map(({ userId, why }) => [userId, why]));
  const undo = async (id: string): Promise<string> => {
    const answer = await selectUndo(app, await administrator(), uai, id);
    if (!answer.ok) throw new Error(answer.refusal);
    return answer.value;
  };
  const isMasked = async (id: string) => (await inSchool(uai, (tx) => findUser(tx, id)))!.masked;
  const actionsOf = async (id: string): Promise<string[]> => {
    const { rows } = await database.pool.query<{ action: string }>(
      "select action from events where uai = $1 and target_id = $2 order by id",
      [uai, id],
    );
    return rows.map(({ action }) => action);
  };
  const taught = async (id: string) =>
    (await inSchool(uai, (tx) => listTaughtClasses(tx, [id], "teaches"))).map(
      ({ code, origin }) => `${code} ${origin}`,
    );

  beforeEach(() => {
    now = new Date(now.getTime() + 60_000);
    asked.length = 0;
  });

  it("resets whom a mail reaches, once however often it is sent, with one event each", async () => {
    const reached = [await newcomer(), await newcomer()];
    const own = (await administrator()).userId!;
    const unreached = await idOf("claire.martin");
    asked.length = 0;
    const id = await select("reset", [...reached, own, unreached, randomUUID()]);
    const answer = await carryOut(id);
    expect(answer).toMatchObject(done({ action: "reset" }));
    expect(asked).toHaveLength(2);
    expect(await leftOut(id)).toEqual({ [own]: "own-password", [unreached]: "user-without-email" });
    for (const one of reached) expect(await actionsOf(one)).toEqual(["user-created", "password-reset"]);
    expect(await carryOut(id)).toEqual(done({ action: "reset", people: [] }));
    expect(asked).toHaveLength(2);
    expect(await inSchool(uai, (tx) => listResetMails(tx, reached, id))).toEqual([
      { state: "waiting" },
      { state: "waiting" },
    ]);
  });

  it("masks those made by hand and restores them, but not whom somebody has touched since", async () => {
    const [kept, touched, gone] = [await newcomer(), await newcomer(), await newcomer()];
    const teacher = await idOf("ines.dalmeida");
    const id = await select("mask", [kept, touched, gone, teacher]);
    await maskUser(app, commandLine, uai, gone);
    await carryOut(id);
    expect(await leftOut(id)).toEqual({ [teacher]: "from-siecle", [gone]: "masked" });
    expect([await isMasked(kept), await isMasked(touched), await isMasked(teacher)]).toEqual([
      true,
      true,
      false,
    ]);

    now = new Date(now.getTime() + 1000);
    await restoreUser(app, commandLine, uai, touched);
    now = new Date(now.getTime() + 1000);
    await maskUser(app, commandLine, uai, touched);
    now = new Date(now.getTime() + 1000);
    const back = await undo(id);
    await carryOut(back);
    expect(await leftOut(back)).toEqual({ [touched]: "changed-since" });
    expect([await isMasked(kept), await isMasked(touched), await isMasked(gone)]).toEqual([
      false,
      true,
      true,
    ]);
    expect(await actionsOf(kept)).toEqual(["user-created", "user-masked", "user-restored"]);
    const actor = await administrator();
    expect(await inSchool(uai, (tx) => findUndo(tx, id, actor.userId!))).toBe(back);

    now = new Date(now.getTime() + 1000);
    await carryOut(await undo(back));
    expect(await isMasked(kept)).toBe(true);
  });

  it("adds classes to teachers, and takes back exactly what it added", async () => {
    const [one, two, cpe] = [await newcomer("teacher"), await newcomer("teacher"), await newcomer()];
    await carryOut(await select("add-classes", [two], ["5A"]));
    const id = await select("add-classes", [one, two, cpe], ["6A", "5A", "NULLE PART"]);
    await carryOut(id);
    expect(await leftOut(id)).toEqual({ [cpe]: "not-a-teacher", [two]: "has-classes" });
    expect(await taught(one)).toEqual(["5A manual", "6A manual"]);
    expect(await actionsOf(one)).toEqual(["user-created", "user-edited"]);
    await carryOut(await undo(id));
    expect(await taught(one)).toEqual(["6A manual"]);
    expect(await taught(two)).toEqual(["5A manual", "6A manual"]);
  });

  it("removes classes, and gives them back as they were, with their origin", async () => {
    const one = await newcomer("teacher");
    await database.pool.query(
      "update teaching_links set origin = 'siecle', through = 'division' where user_id = $1",
      [one],
    );
    const other = await newcomer("teacher");
    await carryOut(await select("remove-classes", [other], ["6A"]));
    const id = await select("remove-classes", [one, other], ["6A"]);
    await carryOut(id);
    expect(await leftOut(id)).toEqual({ [other]: "without-classes" });
    expect(await taught(one)).toEqual([]);
    await carryOut(await undo(id));
    expect(await taught(one)).toEqual(["6A siecle"]);
    expect(await taught(other)).toEqual([]);
  });

  it("answers whose slips are to be drawn, once", async () => {
    const [waits, mailed] = [await idOf("yanis.ait-ali"), await newcomer()];
    await database.pool.query("delete from credentials where user_id = $1", [waits]);
    const id = await select("print", [waits, mailed]);
    expect(await carryOut(id)).toMatchObject(done({ people: [{ id: waits }] }));
    expect(await leftOut(id)).toEqual({ [mailed]: "slip-mailed" });
    expect(await carryOut(id)).toMatchObject(done({ people: [] }));
    expect(await selectUndo(app, await administrator(), uai, id)).toEqual(refused("not-found"));
  });

  it("does nothing when it concerns nobody, and can then still be done", async () => {
    const id = await select("mask", [await idOf("ines.dalmeida")]);
    expect(await carryOut(id)).toEqual(refused("nobody-concerned"));
    expect((await read(id)).ended).toBeUndefined();
  });

  it("is the administrator's own, in his school", async () => {
    const otherUai = "0888888Y";
    const names = { lastName: "VOISIN", firstName: "Luc", email: "luc.voisin@example.org" };
    await createSchool(app, { uai: otherUai, name: "Ailleurs", email: "ailleurs@example.org" }, names);
    const stranger = (await inSchool(otherUai, (tx) => findAdministrator(tx)))!;
    const victim = await newcomer();
    const actor = { userId: stranger.id, profile: stranger.profile };
    const answer = await selectPeople(app, actor, otherUai, "mask", { ids: [victim] });
    if (!answer.ok) throw new Error(answer.refusal);
    expect(await carryOutSelection(app, actor, otherUai, answer.value)).toEqual(refused("nobody-concerned"));
    expect(await isMasked(victim)).toBe(false);
    const own = await select("mask", [victim]);
    expect(await carryOutSelection(app, actor, otherUai, own)).toEqual(refused("not-found"));
    const head = { userId: await idOf("maelle.legoff"), profile: "head" } as const;
    expect(await carryOutSelection(app, head, uai, own)).toEqual(refused("administrator-only"));
    expect(await selectPeople(app, commandLine, uai, "mask", { ids: [victim] })).toEqual(
      refused("not-found"),
    );
  });

  it("asks for a proof from ten people on, of whoever has a second factor", async () => {
    const actor = await administrator();
    await database.pool.query(
      `insert into authenticators (uai, id, user_id, kind, label, created_at) values ($1, $2, $3, 'totp', 'x', now())`,
      [uai, randomUUID(), actor.userId],
    );
    const many = await Promise.all(Array.from({ length: 1 }, () => newcomer()));
    while (many.length < 10) many.push(await newcomer());
    const id = await select("mask", many);
    expect(await carryOut(id)).toEqual(refused("second-factor-needed"));
    expect(await isMasked(many[0]!)).toBe(false);
    expect(await carryOut(await select("reset", many.slice(0, 9)))).toHaveProperty("value");
    expect(await carryOutSelection(app, { ...actor, provedAt: now }, uai, id)).toHaveProperty("value");
    await database.pool.query("delete from authenticators where uai = $1", [uai]);
  });

  it("of 3,000 people found by the list is done within seconds", async () => {
    await database.pool.query(
      `insert into users (uai, id, login, profile, origin, last_name, first_name, name_key, email)
       select $1, gen_random_uuid(), 'foule.' || n, 'guardian', 'siecle', 'FOULE', 'N' || n, 'FOULE' || E'\\t' || 'N' || n,
         'foule.' || n || '@example.org' from generate_series(1, 3000) n`,
      [uai],
    );
    const actor = await administrator();
    const filter = readUsersFilter({ onglet: "responsables", q: "foule" });
    const chosen = await selectPeople(app, actor, uai, "reset", { filter, waiting: undefined });
    if (!chosen.ok) throw new Error(chosen.refusal);
    const school = (await inSchool(uai, (tx) => findSchool(tx)))!;
    const selection = await read(chosen.value);
    const plan = await inSchool(uai, async (tx) =>
      planSelection(tx, selection, await listPeople(tx, selection.ids), {
        ...{ actor, school, now, replacing: false },
      }),
    );
    expect(plan.touched).toHaveLength(3000);
    const began = performance.now();
    await carryOut(chosen.value);
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(asked).toHaveLength(3000);
    const { rows } = await database.pool.query(
      "select count(*)::int as n from events where uai = $1 and action = 'password-reset' and at = $2",
      [uai, now],
    );
    expect(rows).toEqual([{ n: 3000 }]);
  });

  it("is forgotten after a month", async () => {
    const id = await select("mask", [await newcomer()]);
    now = new Date(now.getTime() + 29 * 24 * 3_600_000);
    await runDaily(app);
    expect(await read(id)).toBeDefined();
    now = new Date(now.getTime() + 2 * 24 * 3_600_000);
    await runDaily(app);
    expect(await read(id)).toBeUndefined();
  });
});
