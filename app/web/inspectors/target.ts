import type { Context } from "hono";
import { findInspector } from "#data/inspectors/inspectors.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import { refuse } from "#web/kit/errors.tsx";
import type { PageEnv } from "#web/kit/here.ts";
import { targetId } from "#web/kit/target.ts";

/** The inspector whom a dialog's address names. */
export async function findTarget(c: Context<PageEnv>): Promise<Inspector> {
  const id = targetId(c);
  const inspector = await c.var.site.database.asPlatform((db) => findInspector(db, id));
  if (!inspector) throw refuse(404);
  return inspector;
}
