import type { App } from "#actions/run.ts";
import { accountKey } from "#data/access/throttle.ts";
import {
  eraseUsers,
  findErasureSettings,
  listErasingSchools,
  listMaskedUsers,
} from "#data/erasure/erasures.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockSchool } from "#data/school/schools.ts";
import { isErasureDue } from "#domain/people/erasure.ts";

/** Erases who has stayed masked for long enough, in the schools that decided so. Cannot be undone. */
export async function eraseMasked(app: Pick<App, "database" | "clock" | "throttle">): Promise<void> {
  const schools = await app.database.asPlatform(listErasingSchools);
  for (const uai of schools) await eraseInSchool(app, uai);
}

async function eraseInSchool(
  { database, clock, throttle }: Pick<App, "database" | "clock" | "throttle">,
  uai: string,
): Promise<void> {
  const now = clock();
  const erased = await database.asPlatform(async (db) => {
    const tx = { uai, db };
    // No import is written meanwhile; a setting that has just changed is read as it now is.
    await lockSchool(tx);
    const settings = await findErasureSettings(tx);
    if (settings.mode !== "erase") return [];
    const due = (await listMaskedUsers(tx)).filter((person) => isErasureDue(person, settings, now));
    if (due.length === 0) return [];
    await eraseUsers(tx, due, now);
    for (const { userId } of due) {
      await appendEvent(tx, { at: now, action: "user-erased", actorId: undefined, targetId: userId });
    }
    return due;
  });
  // The counts of failed sign-ins name logins.
  for (const { login } of erased) await throttle.resetTries(accountKey(uai, login));
}
