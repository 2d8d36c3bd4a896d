/** The slips of a selection: the sheets of `access/codes`, a class at a time. */

import type { Context } from "hono";
import { listSlipRecipientsOf } from "#data/access/slips.ts";
import { slipGroups, slipsToPrint } from "#domain/access/slip.ts";
import { populationOf, type User } from "#domain/people/user.ts";
import { streamSheets } from "#web/access/codes/print.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";

export async function streamSelectedSheets(
  c: Context<PageEnv>,
  people: readonly User[],
  replacing: boolean,
): Promise<Response> {
  const { site, read } = here(c);
  const ids = people.map(({ id }) => id);
  const holders = await read((tx) => listSlipRecipientsOf(tx, ids));
  const groups = slipsToPrint(slipGroups(holders), { now: site.clock(), replacing });
  return streamSheets(c, { population: populationOf(people[0]!.profile), groups, replacing });
}
