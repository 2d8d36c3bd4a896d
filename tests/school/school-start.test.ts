/** The counts of "La rentrée", against PostgreSQL, on the cast. */

import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { insertUser } from "#data/people/users.ts";
import { countSchoolFacts, listClassBeginnings, listProbableDoubles } from "#data/school/school-start.ts";
import type { Profile } from "#domain/people/user.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("the counts of La rentrée", async () => {
  const { database } = await testDatabase("cast");
  const now = new Date();
  const facts = () => database.inSchool(uai, (tx) => countSchoolFacts(tx, now));
  const doubles = () => database.inSchool(uai, listProbableDoubles);
  const run = (text: string, ...values: unknown[]) => database.pool.query(text, [uai, ...values]);

  async function addUser(
    login: string,
    profile: Profile,
    person: { lastName: string; firstName: string; birthDate?: string; email?: string },
  ): Promise<void> {
    const { birthDate = null, email = null, ...name } = person;
    const user = {
      id: randomUUID(),
      login,
      profile,
      origin: "manual",
      civility: "m",
      discipline: null,
    } as const;
    await database.inSchool(uai, (tx) => insertUser(tx, { ...user, ...name, birthDate, email }));
  }

  it("follow the people who are there, not the masked", async () => {
    const before = await facts();
    expect(before.loaded).toMatchObject({ sts: 2026, pupils: 2026, guardians: 2026 });
    expect(before.heads).toBe(1);
    expect(before.neverConnected.pupil.never).toBe(before.neverConnected.pupil.people);
    await addUser("x.un", "cpe", { lastName: "UN", firstName: "Xavier" });
    const { withoutEmail, neverConnected } = await facts();
    expect(withoutEmail.staff).toBe(before.withoutEmail.staff + 1);
    expect(neverConnected.staff.people).toBe(before.neverConnected.staff.people + 1);
    await run(
      `insert into maskings (uai, id, user_id, reason, masked_at)
       select uai, gen_random_uuid(), id, 'by-hand', now() from users where uai = $1 and login = 'x.un'`,
    );
    expect(await facts()).toEqual(before);
  });

  it("tell codes that are over from those that end soon", async () => {
    const give = (login: string, ends: Date) =>
      run(
        `insert into credentials (uai, user_id, kind, hash, set_at, expires_at)
         select uai, id, 'temporary', 'x', now(), $3 from users where uai = $1 and login = $2
         on conflict (uai, user_id) do update set kind = 'temporary', expires_at = excluded.expires_at`,
        login,
        ends,
      );
    const inDays = (days: number) => new Date(now.getTime() + days * 24 * 3_600_000);
    const before = await facts();
    await give("amadou.diallo", inDays(-1));
    await give("klaus.muller", inDays(1));
    await give("aya.nguessan", inDays(5));
    const after = await facts();
    expect(after.codesOver - before.codesOver).toBe(1);
    expect(after.codesEnding - before.codesEnding).toBe(1);
  });

  it("count a refused mail until the address is another or a later mail leaves", async () => {
    const mail = (state: string, at: string) =>
      run(
        `insert into mails (uai, id, user_id, kind, address, state, requested_at)
         select uai, gen_random_uuid(), id, 'password-reset', 'diallo@example.org', $2, $3::timestamptz
         from users where uai = $1 and login = 'amadou.diallo'`,
        state,
        at,
      );
    await run("update users set email = 'diallo@example.org' where uai = $1 and login = 'amadou.diallo'");
    await mail("refused", "2026-09-01");
    expect((await facts()).refusedMails).toBe(1);
    await mail("accepted", "2026-09-02");
    expect((await facts()).refusedMails).toBe(0);
    await mail("refused", "2026-09-03");
    await run("update users set email = 'autre@example.org' where uai = $1 and login = 'amadou.diallo'");
    expect((await facts()).refusedMails).toBe(0);
  });

  it("see two accounts of one name, unless a birth date or, of guardians, an address tells them apart", async () => {
    const known = await doubles();
    await addUser("z.a", "cpe", { lastName: "ZEBRE", firstName: "Zoé", birthDate: "1980-01-01" });
    await addUser("z.b", "other", { lastName: "Zèbre", firstName: "ZOE", birthDate: "1981-01-01" });
    await addUser("z.c", "guardian", { lastName: "ZEBRE", firstName: "Zoé", email: "z@example.org" });
    await addUser("z.d", "guardian", { lastName: "ZEBRE", firstName: "Zoé" });
    expect(await doubles()).toEqual(known);
    await addUser("z.e", "supervision", { lastName: "ZEBRE", firstName: "Zoé" });
    await addUser("z.f", "guardian", { lastName: "ZEBRE", firstName: "Zoé", email: "Z@example.org" });
    const found = (await doubles()).filter(({ lastName }) => lastName.toUpperCase().startsWith("Z"));
    expect(found.map(({ population, accounts }) => [population, accounts])).toEqual([
      ["guardian", 2],
      ["staff", 3],
    ]);
  });

  it("count by class who has never chosen a password", async () => {
    const before = await database.inSchool(uai, listClassBeginnings);
    const first = before[0]!;
    expect(first.never).toBe(first.pupils);
    await run(
      `update credentials c set kind = 'password', hash = 'x' where c.uai = $1 and user_id in (
         select pupil_id from pupil_divisions where uai = $1 and division_code = $2 order by pupil_id limit 1)`,
      first.division,
    );
    const after = await database.inSchool(uai, listClassBeginnings);
    expect(after[0]).toEqual({ ...first, never: first.never - 1 });
  });
});
