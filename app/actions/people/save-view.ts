/**
 * Views of the users table under a name. They are a person's own and touch nobody: no event tells of them, and the
 * rule of each is that it is one's own.
 */

import { randomUUID } from "node:crypto";
import { type App, asAdministrator } from "#actions/run.ts";
import { violates } from "#data/constraints.ts";
import {
  countSavedViews,
  deleteSavedView,
  insertSavedView,
  renameSavedView,
  type SavedView,
} from "#data/people/saved-views.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotSaveView } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

type ViewsApp = Pick<App, "database" | "clock">;

export async function saveView(
  app: ViewsApp,
  actor: Actor,
  uai: string,
  { name, query }: Omit<SavedView, "id">,
): Promise<Outcome<SavedView, Reason>> {
  return unlessTaken(() =>
    asAdministrator(app, actor, uai, async (tx) => {
      const userId = actor.userId;
      if (!userId) return refused("not-found");
      const reason = whyNotSaveView(await countSavedViews(tx, userId));
      if (reason) return refused(reason);
      const view = { id: randomUUID(), name, query };
      await insertSavedView(tx, { ...view, userId, createdAt: app.clock() });
      return done(view);
    }),
  );
}

export async function renameView(
  app: ViewsApp,
  actor: Actor,
  uai: string,
  id: string,
  name: string,
): Promise<Outcome<string, Reason>> {
  return unlessTaken(() =>
    asAdministrator(app, actor, uai, async (tx) => {
      const isTheirs = actor.userId !== undefined && (await renameSavedView(tx, actor.userId, id, name));
      return isTheirs ? done(name) : refused("not-found");
    }),
  );
}

export async function deleteView(
  app: ViewsApp,
  actor: Actor,
  uai: string,
  id: string,
): Promise<Outcome<string, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const name = actor.userId && (await deleteSavedView(tx, actor.userId, id));
    return name ? done(name) : refused("not-found");
  });
}

async function unlessTaken<T>(work: () => Promise<Outcome<T, Reason>>): Promise<Outcome<T, Reason>> {
  try {
    return await work();
  } catch (error) {
    if (violates(error, "saved_views_name")) return refused("view-name-taken");
    throw error;
  }
}
