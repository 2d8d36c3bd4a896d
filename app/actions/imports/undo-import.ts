import { createHash } from "node:crypto";
import { type App, asProvenAdministrator } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { appendEvent } from "#data/history/events.ts";
import { findImport, findLastApplied } from "#data/imports/imports.ts";
import { applyUndo, listAppliedChanges } from "#data/imports/undo-import.ts";
import { lockSchool } from "#data/school/schools.ts";
import { historyBegins } from "#domain/history/keeping.ts";
import { planUndo, type UndoPlan } from "#domain/imports/undo.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

interface PlannedUndo {
  readonly plan: UndoPlan;
  /** Proves, when the undo is confirmed, that what was read is what will be done. */
  readonly fingerprint: string;
}

/**
 * What undoing this import would do; only the last applied one can be undone, and only as long as all that
 * happened since is known.
 */
export async function planImportUndo(
  tx: SchoolTransaction,
  importId: string,
  now: Date,
): Promise<Outcome<PlannedUndo, Reason>> {
  const stored = await findImport(tx, importId);
  if (!stored) return refused("not-found");
  if (stored.state !== "applied") return refused("import-ended");
  if (stored.endedAt && stored.endedAt < historyBegins(now)) return refused("import-too-old");
  if ((await findLastApplied(tx)) !== importId) return refused("later-import");
  const plan = planUndo(await listAppliedChanges(tx, importId));
  return done({ plan, fingerprint: createHash("sha256").update(JSON.stringify(plan)).digest("hex") });
}

/** All or nothing, like the import itself. */
export async function undoImport(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  importId: string,
  fingerprint: string,
): Promise<Outcome<UndoPlan, Reason>> {
  return asProvenAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const at = app.clock();
    const planned = await planImportUndo(tx, importId, at);
    if (!planned.ok) return planned;
    if (planned.value.fingerprint !== fingerprint) return refused("undo-changed");
    const { plan } = planned.value;
    await applyUndo(tx, plan, { at, by: actor.userId, importId });
    await appendEvent(tx, {
      at,
      action: "import-undone",
      actorId: actor.userId,
      after: { importId, erased: plan.erased.length, restored: plan.restored.length },
    });
    return done(plan);
  });
}
