import { randomUUID } from "node:crypto";
import { sendPassword } from "#actions/access/_send-password.ts";
import { type App, asAdministrator } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { replaceLinks } from "#data/people/divisions.ts";
import { findUser, insertUser, listNamesakes, listTakenLogins, type StoredUser } from "#data/people/users.ts";
import { findSchool, hasDivisionWithPupil, lockSchool } from "#data/school/schools.ts";
import type { Civility } from "#domain/names.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { baseLogin, takeLogin } from "#domain/people/login.ts";
import type { Profile } from "#domain/people/user.ts";
import { type Actor, whyNotCreateTeacher, whyNotCreateUser } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

export interface StaffMember {
  readonly profile: Exclude<Profile, "administrator" | "pupil" | "guardian">;
  readonly civility: Civility;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: string;
  readonly email: string;
  readonly teaches: readonly string[];
  readonly discipline: string | undefined;
  /** The administrator has seen that somebody of that name exists and wants a second account. */
  readonly evenIfNamesake: boolean;
}

export type CreationRefusal = Reason | { readonly namesakes: readonly StoredUser[] };

/**
 * "Nouvel enseignant" and "Nouvel utilisateur": somebody whom SIECLE does not know. The welcome mail leaves.
 * A form sent twice gives the same `id` and makes one person; changed and sent again, it makes another.
 */
export async function createStaff(
  app: App,
  actor: Actor,
  uai: string,
  member: StaffMember,
  id: string = randomUUID(),
): Promise<Outcome<{ id: string; login: string }, CreationRefusal>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    // Two creations of one name at once must see each other: logins and namesakes depend on it.
    await lockSchool(tx);
    const made = await findUser(tx, id);
    if (made && isAsAsked(made, member)) return done({ id, login: made.login });
    const reason = await whyNotCreate(tx, member.profile);
    if (reason) return refused(reason);
    const namesakes = await listNamesakes(tx, member.lastName, member.firstName, member.birthDate);
    if (namesakes.length > 0 && !member.evenIfNamesake) return refused({ namesakes });
    return done(await insertMember(app, tx, actor, member, made ? randomUUID() : id));
  });
}

function isAsAsked(made: StoredUser, asked: StaffMember): boolean {
  const same = ["lastName", "firstName", "birthDate", "email", "profile"] as const;
  return same.every((name) => made[name] === asked[name]);
}

async function whyNotCreate(tx: SchoolTransaction, profile: Profile): Promise<Reason | undefined> {
  const school = await findSchool(tx);
  if (!school) return "not-found";
  return profile === "teacher"
    ? whyNotCreateTeacher(school, await hasDivisionWithPupil(tx))
    : whyNotCreateUser(school);
}

async function insertMember(
  app: App,
  tx: SchoolTransaction,
  actor: Actor,
  member: StaffMember,
  id: string,
): Promise<{ id: string; login: string }> {
  const taken = await listTakenLogins(tx, baseLogin(member.firstName, member.lastName));
  const login = takeLogin(member.firstName, member.lastName, taken);
  const { teaches, evenIfNamesake: _, discipline, ...columns } = member;
  await insertUser(tx, { ...columns, id, login, origin: "manual", discipline: discipline ?? null });
  await replaceLinks(tx, id, "teaches", teaches);
  await appendEvent(tx, {
    at: app.clock(),
    action: "user-created",
    actorId: actor.userId,
    targetId: id,
    after: { login, profile: member.profile },
  });
  await sendPassword(app, tx, actor, { userId: id, address: member.email, kind: "welcome" });
  return { id, login };
}
