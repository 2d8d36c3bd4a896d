import { type App, asAdministrator } from "#actions/run.ts";
import { findErasureSettings, listMaskedUsers, updateErasureSettings } from "#data/erasure/erasures.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockSchool } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { type ErasureSettings, isErasureDue } from "#domain/people/erasure.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/**
 * When masked accounts are erased, if at all. `agreedTo` is how many people the administrator agreed to see
 * erased the next night: what cannot be undone is said in numbers first.
 */
export async function saveErasureSettings(
  app: App,
  actor: Actor,
  uai: string,
  settings: ErasureSettings,
  agreedTo: number | undefined,
): Promise<Outcome<undefined, Reason | { readonly dueNow: number }>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const now = app.clock();
    const masked = settings.mode === "erase" ? await listMaskedUsers(tx) : [];
    const dueNow = masked.filter((person) => isErasureDue(person, settings, now)).length;
    if (dueNow > 0 && agreedTo !== dueNow) return refused({ dueNow });
    const before = await findErasureSettings(tx);
    await updateErasureSettings(tx, settings);
    await appendEvent(tx, {
      at: now,
      action: "settings-changed",
      actorId: actor.userId,
      before: { ...before },
      after: { ...settings },
    });
    return done();
  });
}
