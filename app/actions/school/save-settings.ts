import { type App, asAdministrator } from "#actions/run.ts";
import {
  closeBirthDates,
  countBirthDatesOpen,
  countBirthDatesToOpen,
  openBirthDates,
} from "#data/access/first-password.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { findSchool, lockSchool, updateSchool } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import type { FirstPassword } from "#domain/school/school.ts";

/**
 * "Paramètres": the school's name, the address without which no mail leaves, and with what people come in the
 * first time. Answers how many accounts a new choice of the latter has closed or opened.
 */
export async function saveSettings(
  app: App,
  actor: Actor,
  uai: string,
  settings: { name: string; email: string | undefined; firstPassword: FirstPassword },
): Promise<Outcome<number, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    // An import gives birth dates, or not: it must not be half-way.
    await lockSchool(tx);
    const before = await findSchool(tx);
    if (!before) return refused("not-found");
    const at = app.clock();
    await updateSchool(tx, { ...settings, email: settings.email ?? null });
    const accounts =
      settings.firstPassword === before.firstPassword
        ? 0
        : await switchFirstPassword(tx, settings.firstPassword, at);
    await appendEvent(tx, {
      at,
      action: "settings-changed",
      actorId: actor.userId,
      before: { name: before.name, email: before.email, firstPassword: before.firstPassword },
      after: { ...settings, accounts },
    });
    return done(accounts);
  });
}

async function switchFirstPassword(
  tx: SchoolTransaction,
  firstPassword: FirstPassword,
  at: Date,
): Promise<number> {
  if (firstPassword === "activation-code") {
    const accounts = await countBirthDatesOpen(tx);
    await closeBirthDates(tx);
    return accounts;
  }
  const accounts = await countBirthDatesToOpen(tx, at);
  await openBirthDates(tx, at);
  return accounts;
}
