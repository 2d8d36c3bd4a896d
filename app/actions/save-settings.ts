import type { App } from "#actions/app.ts";
import { appendEvent } from "#data/events.ts";
import { findSchool, updateSchool } from "#data/schools.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** "Paramètres": the school's name and the address without which no mail leaves. */
export async function saveSettings(
  app: App,
  actor: Actor,
  uai: string,
  settings: { name: string; email: string | undefined },
): Promise<Reason | undefined> {
  const refusal = whyNotAdminister(actor);
  if (refusal) return refusal;
  return app.database.inSchool(uai, async (tx) => {
    const before = await findSchool(tx);
    await updateSchool(tx, { name: settings.name, email: settings.email ?? null });
    await appendEvent(tx, {
      at: app.clock(),
      action: "settings-changed",
      actorId: actor.userId,
      before: { name: before?.name, email: before?.email },
      after: settings,
    });
    return undefined;
  });
}
