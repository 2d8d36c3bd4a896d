/** Which population and which of its classes are to be printed, and who may have a slip there. */

import type { Context } from "hono";
import { z } from "zod";
import { listSlipRecipients } from "#data/access/slips.ts";
import { type SlipGroup, slipGroups, slipsToPrint } from "#domain/access/slip.ts";
import type { Population } from "#domain/people/user.ts";
import { groupValue } from "#web/access/codes/print-groups.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { populationOfTab } from "#web/kit/users-query.ts";

export interface PrintChoice {
  readonly population: Population;
  readonly divisions: readonly string[];
}

/** One of its buttons sends this form as an address: its names are those of an address. */
export const choiceForm = z
  .object({ onglet: z.string().optional(), classe: z.array(z.string()) })
  .transform(({ onglet, classe }): PrintChoice => ({ population: readTab(onglet), divisions: classe }));

export function readTab(tab: string | undefined): Population {
  return populationOfTab(tab) ?? "pupil";
}

/** The chosen classes, each with those of its people who may have a slip. */
export async function listGroups(
  c: Context<PageEnv>,
  { population, divisions }: PrintChoice,
  replacing: boolean,
): Promise<SlipGroup[]> {
  const { site, read } = here(c);
  const groups = slipGroups(await read((tx) => listSlipRecipients(tx, population)));
  const chosen = groups.filter((group) => divisions.includes(groupValue(group)));
  return slipsToPrint(chosen, { now: site.clock(), replacing });
}
