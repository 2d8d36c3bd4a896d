import { type App, asAdministrator, type Refusable } from "#actions/run.ts";
import { findErasureSettings, listMaskedUsers, updateErasureSettings } from "#data/erasure/erasures.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockSchool } from "#data/school/schools.ts";
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
): Promise<Refusable<true, Reason | { readonly dueNow: number }>> {
  const refused = await asAdministrator<undefined | { dueNow: number }>(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const now = app.clock();
    const masked = settings.mode === "erase" ? await listMaskedUsers(tx) : [];
    const dueNow = masked.filter((person) => isErasureDue(person, settings, now)).length;
    if (dueNow > 0 && agreedTo !== dueNow) return { done: { dueNow } };
    const before = await findErasureSettings(tx);
    await updateErasureSettings(tx, settings);
    await appendEvent(tx, {
      at: now,
      action: "settings-changed",
      actorId: actor.userId,
      before: { ...before },
      after: { ...settings },
    });
    return { done: undefined };
  });
  if ("refused" in refused) return refused;
  return refused.done ? { refused: refused.done } : { done: true };
}
