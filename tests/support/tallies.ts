/** What triggers write on people and add up, against the rows that it is copied from. */

import type pg from "pg";
import { expect } from "vitest";

export async function expectTallied(pool: pg.Pool): Promise<void> {
  const { rows: wrong } = await pool.query(`
    select login, masked, connected from users u
    where masked <> (erased_at is not null or exists (
        select 1 from maskings m where m.uai = u.uai and m.user_id = u.id and m.lifted_at is null))
      or not connected and (
        exists (select 1 from credentials c where c.uai = u.uai and c.user_id = u.id and c.kind = 'password')
        or exists (select 1 from events e where e.uai = u.uai and e.target_id = u.id and (
          e.action = 'password-chosen' or e.action = 'signed-in' and e.after->>'purpose' = 'full')))`);
  expect(wrong).toEqual([]);
  const { rows: kept } = await pool.query(`
    select uai, profile, sum(people)::int as people, sum(never_connected)::int as never,
      sum(without_email)::int as without_email
    from tallies group by 1, 2
    having sum(people) <> 0 or sum(never_connected) <> 0 or sum(without_email) <> 0 order by 1, 2`);
  const { rows: counted } = await pool.query(`
    select uai, profile, count(*)::int as people, count(*) filter (where not connected)::int as never,
      count(*) filter (where email is null)::int as without_email
    from users where not masked group by 1, 2 order by 1, 2`);
  expect(counted.length).toBeGreaterThan(0);
  expect(kept).toEqual(counted);
}
