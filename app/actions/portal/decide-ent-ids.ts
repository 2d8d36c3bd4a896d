import { lockPlannedFile } from "#actions/portal/_waiting-file.ts";
import { type App, asAdministrator } from "#actions/run.ts";
import { updateEntIdFile } from "#data/portal/ent-id-files.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { EntIdDecision } from "#domain/portal/ent-ids/decisions.ts";
import { type EntIdList, linesFound } from "#domain/portal/ent-ids/lists.ts";
import type { Reason } from "#domain/reasons.ts";

/** What somebody decided on the page. */
export interface EntIdChoices {
  /** By line; nothing takes an answer back. */
  readonly decisions: Readonly<Record<string, EntIdDecision | undefined>>;
  /** A whole list, with all its pages, ticked or unticked. */
  readonly wholeList?: { readonly list: EntIdList; readonly search: string; readonly ticked: boolean };
}

/** Keeps boxes and answers; they count when the file is applied. */
export async function decideEntIds(
  app: Pick<App, "database">,
  actor: Actor,
  uai: string,
  fileId: string,
  { decisions: made, wholeList }: EntIdChoices,
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const locked = await lockPlannedFile(tx, fileId);
    if (!locked.ok) return locked;
    const { plan, lines, decisions: before } = locked.value;
    const decisions: Record<string, EntIdDecision> = { ...before };
    if (wholeList) {
      for (const { planned } of linesFound(plan, lines, wholeList))
        decisions[planned.line] = wholeList.ticked ? "write" : "leave-alone";
    }
    const known = new Set(plan.map(({ line }) => String(line)));
    for (const [line, decision] of Object.entries(made)) {
      if (!known.has(line)) continue;
      if (decision) decisions[line] = decision;
      else delete decisions[line];
    }
    await updateEntIdFile(tx, fileId, { decisions });
    return done();
  });
}
