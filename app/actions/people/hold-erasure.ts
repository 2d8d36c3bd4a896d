import { randomUUID } from "node:crypto";
import { type App, asAdministrator } from "#actions/run.ts";
import { findErasureHold, insertErasureHold, liftErasureHold } from "#data/erasure/holds.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockUser, type StoredUser } from "#data/people/users.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type Actor, whyNotHoldErasure, whyNotReleaseErasure } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** Somebody masked is not to be erased for now: a lawsuit, a diploma to come. */
export async function holdErasure(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
  why: string,
): Promise<Outcome<StoredUser, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) return refused("not-found");
    const reason = whyNotHoldErasure(user, await findErasureHold(tx, userId));
    if (reason) return refused(reason);
    const action = { at: app.clock(), by: actor.userId };
    await insertErasureHold(tx, { id: randomUUID(), userId, reason: why }, action);
    await appendEvent(tx, {
      at: action.at,
      action: "erasure-held",
      actorId: actor.userId,
      targetId: userId,
      after: { reason: why },
    });
    return done(user);
  });
}

export async function releaseErasure(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
): Promise<Outcome<StoredUser, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) return refused("not-found");
    const reason = whyNotReleaseErasure(await findErasureHold(tx, userId));
    if (reason) return refused(reason);
    const action = { at: app.clock(), by: actor.userId };
    await liftErasureHold(tx, userId, action);
    await appendEvent(tx, {
      at: action.at,
      action: "erasure-released",
      actorId: actor.userId,
      targetId: userId,
    });
    return done(user);
  });
}
