/** The slips of people who were chosen together: the sheets of `web/codes`, a class at a time. */

import type { Context } from "hono";
import { listSlipRecipientsOf } from "#data/access/slips.ts";
import { slipGroups, slipsToPrint } from "#domain/access/slip.ts";
import { populationOf, type User } from "#domain/people/user.ts";
import { streamSheets } from "#web/access/codes/print.tsx";
import type { PageEnv } from "#web/kit/here.ts";

export async function streamSelectedSheets(
  c: Context<PageEnv>,
  people: readonly User[],
  replacing: boolean,
): Promise<Response> {
  const { site, context } = c.var;
  const holders = await site.database.inSchool(context.school.uai, (tx) =>
    listSlipRecipientsOf(
      tx,
      people.map(({ id }) => id),
    ),
  );
  const groups = slipsToPrint(slipGroups(holders), { now: site.clock(), replacing });
  return streamSheets(c, { population: populationOf(people[0]!.profile), groups, replacing });
}
