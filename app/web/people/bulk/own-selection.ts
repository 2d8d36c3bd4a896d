import type { Context } from "hono";
import { findSelection, type StoredSelection } from "#data/people/selections.ts";
import { refuse } from "#web/kit/errors.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";
import { targetId } from "#web/kit/target.ts";

/** The selection in the address, of the signed-in user alone. */
export async function ownSelection(c: Context<PageEnv>): Promise<StoredSelection> {
  const { user, read } = here(c);
  const id = targetId(c);
  const selection = await read((tx) => findSelection(tx, id, user.id));
  if (!selection) throw refuse(404);
  return selection;
}
