import { randomInt, randomUUID } from "node:crypto";
import type { App } from "#actions/run.ts";
import { setCredential } from "#data/access/credentials.ts";
import { hashPassword } from "#data/access/password-hash.ts";
import { appendEvent } from "#data/history/events.ts";
import { insertUser } from "#data/people/users.ts";
import { insertSchool } from "#data/school/schools.ts";
import { makeTemporaryPassword, temporaryPasswordEnd } from "#domain/access/password.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { baseLogin } from "#domain/people/login.ts";
import type { School } from "#domain/school/school.ts";

export interface Administrator {
  readonly lastName: string;
  readonly firstName: string;
  readonly email: string;
}

/** A school and its one administrator; the first password is answered once and stored nowhere in clear. */
export async function createSchool(
  app: Pick<App, "database" | "clock">,
  school: School,
  administrator: Administrator,
): Promise<Outcome<{ login: string; password: string }, "school-exists">> {
  const login = baseLogin(administrator.firstName, administrator.lastName);
  const password = makeTemporaryPassword((below) => randomInt(below));
  const hash = await hashPassword(password);
  const at = app.clock();
  const expiresAt = temporaryPasswordEnd(at);
  return app.database.asPlatform(async (db) => {
    if (!(await insertSchool(db, school))) return refused("school-exists");
    const tx = { uai: school.uai, db };
    const id = randomUUID();
    await insertUser(tx, {
      ...administrator,
      id,
      login,
      profile: "administrator",
      origin: "manual",
      civility: null,
      birthDate: null,
      discipline: null,
    });
    await setCredential(tx, id, { kind: "temporary", hash, setAt: at, expiresAt });
    await appendEvent(tx, { at, action: "school-created", actorId: undefined, after: { ...school } });
    return done({ login, password });
  });
}
