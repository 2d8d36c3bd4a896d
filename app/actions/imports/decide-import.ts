import { planNow } from "#actions/imports/_plan-import.ts";
import { lockWaitingImport } from "#actions/imports/_planned-import.ts";
import { type App, asAdministrator } from "#actions/run.ts";
import { addDecisions, findPlan, findSnapshot, updateImport } from "#data/imports/imports.ts";
import { choicesOf, type Decisions, decide } from "#domain/imports/decisions.ts";
import type { Choice } from "#domain/imports/plan.ts";
import { type ListChoice, reviewLines } from "#domain/imports/review.ts";
import { done, type Outcome } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

/** What somebody decided on the plan's page. */
export interface ReviewDecisions {
  /** Boxes that were on the page, by key: ticked or not. */
  readonly ticks: Readonly<Record<string, boolean>>;
  /** A whole list, with all its pages, ticked or unticked. */
  readonly wholeList?: ListChoice & { readonly ticked: boolean };
  /** Answers to "la même personne ?". */
  readonly answers: Readonly<Record<string, Choice>>;
  /** The answers given before are taken back. */
  readonly takesBack: boolean;
}

/** Keeps ticks and answers. After an answer the plan is made anew; ticks count when it is applied. */
export async function decideImport(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  importId: string,
  made: ReviewDecisions,
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const locked = await lockWaitingImport(tx, importId);
    if (!locked.ok) return locked;
    const { choices, decisions: before } = locked.value;
    const decisions: Record<string, Decisions[string]> = {};
    const tick = (key: string, ticked: boolean): void => {
      decisions[key] = decide(key, ticked, choices);
    };
    if (made.wholeList) {
      const plan = await findPlan(tx, importId);
      for (const { key } of reviewLines(plan!, made.wholeList)) if (key) tick(key, made.wholeList.ticked);
    }
    for (const [key, ticked] of Object.entries(made.ticks)) tick(key, ticked);
    Object.assign(decisions, made.answers);
    await addDecisions(tx, importId, decisions);
    if (Object.keys(made.answers).length === 0 && !made.takesBack) return done();

    const all = { ...before, ...decisions };
    const kept = made.takesBack
      ? Object.fromEntries(Object.entries(all).filter(([, decision]) => isTick(decision)))
      : all;
    const next = choicesOf(kept);
    await updateImport(tx, importId, {
      decisions: kept,
      choices: Object.fromEntries(next),
      plan: await planNow(tx, (await findSnapshot(tx, importId))!, app.clock(), next),
      differences: null,
    });
    return done();
  });
}

function isTick(decision: Decisions[string]): boolean {
  return decision === "touch" || decision === "leave-alone";
}
