import { randomUUID } from "node:crypto";
import { type App, onUser } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findErasureHold, insertErasureHold, liftErasureHold } from "#data/erasure/holds.ts";
import { appendEvent } from "#data/history/events.ts";
import type { StoredUser } from "#data/people/users.ts";
import { done, type Outcome } from "#domain/outcome.ts";
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
  const whyNot = async (user: StoredUser, tx: SchoolTransaction) =>
    whyNotHoldErasure(user, await findErasureHold(tx, userId));
  return onUser(app, actor, uai, userId, whyNot, async (tx, user) => {
    const stamp = { at: app.clock(), by: actor.userId };
    await insertErasureHold(tx, { id: randomUUID(), userId, reason: why }, stamp);
    await appendEvent(tx, {
      at: stamp.at,
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
  const whyNot = async (_: StoredUser, tx: SchoolTransaction) =>
    whyNotReleaseErasure(await findErasureHold(tx, userId));
  return onUser(app, actor, uai, userId, whyNot, async (tx, user) => {
    const stamp = { at: app.clock(), by: actor.userId };
    await liftErasureHold(tx, userId, stamp);
    await appendEvent(tx, {
      at: stamp.at,
      action: "erasure-released",
      actorId: actor.userId,
      targetId: userId,
    });
    return done(user);
  });
}
