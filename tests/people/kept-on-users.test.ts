/** `users.masked` and `users.connected`, which triggers keep, against the rules in `domain`. */

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { findUserByLogin } from "#data/people/users.ts";
import { hasConnected } from "#domain/access/connected.ts";
import { accessEvents } from "#domain/access/events.ts";
import { isMaskedBy } from "#domain/people/masking.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

const actions = Object.keys(accessEvents) as (keyof typeof accessEvents)[];
const purposes = ["full", "choose-password", "second-factor", undefined] as const;
const kinds = ["birth-date", "activation-code", "temporary", "password"] as const;

describe("what triggers keep on a user is what the domain says", async () => {
  const { database } = await testDatabase("cast");
  let id = "";

  beforeAll(async () => {
    id = (await database.inSchool(uai, (tx) => findUserByLogin(tx, "klaus.muller")))!.id;
  });

  async function kept(statement: string, values: readonly unknown[]) {
    const client = await database.pool.connect();
    try {
      await client.query("begin");
      await client.query("delete from maskings where user_id = $1", [id]);
      await client.query("delete from credentials where user_id = $1", [id]);
      await client.query("update users set connected = false where id = $1", [id]);
      await client.query(statement, [uai, id, ...values]);
      const { rows } = await client.query("select masked, connected from users where id = $1", [id]);
      return rows[0];
    } finally {
      await client.query("rollback");
      client.release();
    }
  }

  it.each(kinds)("of a credential: %s", async (kind) => {
    const { connected } = await kept(
      "insert into credentials (uai, user_id, kind, hash, set_at) values ($1, $2, $3, 'x', now())",
      [kind],
    );
    expect(connected).toBe(hasConnected({ credentials: [kind], events: [] }));
  });

  it.each(actions.flatMap((action) => purposes.map((purpose) => ({ action, purpose }))))(
    "of an event: $action $purpose",
    async (event) => {
      const { connected } = await kept(
        "insert into events (uai, at, action, target_id, after) values ($1, now(), $3, $2, $4)",
        [event.action, { purpose: event.purpose }],
      );
      expect(connected).toBe(hasConnected({ credentials: [], events: [event] }));
    },
  );

  it.each([
    { erasedAt: undefined, maskings: [] },
    { erasedAt: undefined, maskings: [{ liftedAt: undefined }] },
    { erasedAt: undefined, maskings: [{ liftedAt: new Date() }] },
    { erasedAt: undefined, maskings: [{ liftedAt: new Date() }, { liftedAt: undefined }] },
  ])("of maskings, case %#", async (person) => {
    const { masked } = await kept(
      `insert into maskings (uai, id, user_id, reason, masked_at, lifted_at)
       select $1, id, $2, 'by-hand', now(), lifted_at
       from unnest($3::uuid[], $4::timestamptz[]) as given (id, lifted_at)`,
      [person.maskings.map(() => randomUUID()), person.maskings.map(({ liftedAt }) => liftedAt ?? null)],
    );
    expect(masked).toBe(isMaskedBy(person));
  });
});
