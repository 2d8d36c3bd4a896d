import { sendPassword } from "#actions/access/_send-password.ts";
import { type App, onUser } from "#actions/run.ts";
import { voidLinks } from "#data/access/links.ts";
import { deletePortalSessionsOf } from "#data/access/sessions.ts";
import { violates } from "#data/constraints.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { findPendingPasswordMail, voidPendingMails } from "#data/mail/mails.ts";
import { findLinks, replaceLinks } from "#data/people/divisions.ts";
import { nameKey, type StoredUser, updateUser } from "#data/people/users.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Corrected, Correction } from "#domain/people/correction.ts";
import type { User } from "#domain/people/user.ts";
import { type Actor, whyNotEdit } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** `version` is the one the form was filled from: the second of two people is told (and loses nothing). */
export async function editUser(
  app: App,
  actor: Actor,
  uai: string,
  userId: string,
  version: number,
  correction: Correction,
): Promise<Outcome<StoredUser, Reason>> {
  try {
    return await onUser(app, actor, uai, userId, whyNotEdit, async (tx, user) => {
      const links = await findLinks(tx, userId);
      const { identity } = correction;
      const saved = await updateUser(tx, userId, version, {
        email: correction.email ?? null,
        emailByHand: correction.email === user.email ? user.emailByHand : correction.email !== undefined,
        entId: correction.entId ?? null,
        ...(identity && user.origin === "manual" ? identityColumns(identity) : {}),
      });
      if (!saved) return refused("edited-meanwhile");
      if (correction.entId !== user.entId) await deletePortalSessionsOf(tx, [user.id]);
      if (correction.email !== user.email)
        await redirectPendingMail(app, tx, actor, user.id, correction.email);
      if (user.profile === "teacher") {
        if (correction.teaches) await replaceLinks(tx, userId, "teaches", correction.teaches);
        if (correction.mainTeacherOf) await replaceLinks(tx, userId, "main", correction.mainTeacherOf);
      }
      await appendEvent(tx, {
        at: app.clock(),
        action: "user-edited",
        actorId: actor.userId,
        targetId: userId,
        before: { ...edited(user), teaches: codes(links.teaches), mainTeacherOf: codes(links.mainTeacherOf) },
        after: correction,
      });
      return done(user);
    });
  } catch (error) {
    if (violates(error, "users_ent_id")) return refused("ent-id-taken");
    throw error;
  }
}

/** A password that has not left yet goes to the new address; nothing more leads in from the wrong one. */
async function redirectPendingMail(
  app: App,
  tx: SchoolTransaction,
  actor: Actor,
  userId: string,
  address: string | undefined,
): Promise<void> {
  const kind = await findPendingPasswordMail(tx, userId);
  await voidPendingMails(tx, [userId], app.clock());
  await voidLinks(tx, [userId]);
  if (kind && address) await sendPassword(app, tx, actor, { userId, address, kind });
}

function identityColumns(identity: NonNullable<Correction["identity"]>) {
  return {
    ...identity,
    civility: identity.civility ?? null,
    birthDate: identity.birthDate ?? null,
    discipline: identity.discipline ?? null,
    nameKey: nameKey(identity.lastName, identity.firstName),
  };
}

/** The person as before, for the event. */
export function edited(user: User): Corrected {
  const { email, entId, civility, lastName, firstName, birthDate, discipline, profile } = user;
  return { email, entId, civility, lastName, firstName, birthDate, discipline, profile };
}

function codes(links: readonly { division: string }[]): string[] {
  return links.map(({ division }) => division);
}
