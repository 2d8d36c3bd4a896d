import type { EntIdPlan, PlannedLine } from "#domain/portal/ent-ids/plan.ts";
import type { PortalLine } from "#domain/portal/ent-ids/portal-file.ts";

/** A box ticked or not, or the account that answers a question. */
export type EntIdDecision = "write" | "leave-alone" | { readonly to: string };
/** By line. */
export type EntIdDecisions = Readonly<Record<string, EntIdDecision>>;

export interface EntIdWrite {
  readonly line: number;
  readonly userId: string;
  readonly entId: string;
  readonly before: string | undefined;
}

/** All that is kept of an applied file: counts, no person. */
export interface EntIdsWritten {
  readonly filled: number;
  readonly replaced: number;
  readonly leftOut: number;
}

/** An empty place is filled unless unticked; an id is replaced only when ticked. */
export function isTicked(plan: PlannedLine, decisions: EntIdDecisions): boolean {
  const decision = decisions[plan.line];
  return plan.kind === "fill" ? decision !== "leave-alone" : plan.kind === "replace" && decision === "write";
}

/** `lines`: those of the plan, in its order. */
export function decidedWrites(
  plan: EntIdPlan,
  lines: readonly PortalLine[],
  decisions: EntIdDecisions,
): EntIdWrite[] {
  return plan.flatMap((planned, i) => {
    const { line } = planned;
    const { entId } = lines[i]!;
    if (planned.kind === "question") {
      const answer = answered(planned, decisions);
      return answer ? { line, entId, userId: answer.userId, before: answer.before } : [];
    }
    if (!isTicked(planned, decisions)) return [];
    if (planned.kind === "fill") return { line, entId, userId: planned.userId, before: undefined };
    return planned.kind === "replace" ? { line, entId, userId: planned.userId, before: planned.before } : [];
  });
}

/** The chosen candidate, if still a candidate. */
export function answered(
  { line, candidates }: Extract<PlannedLine, { kind: "question" }>,
  decisions: EntIdDecisions,
) {
  const decision = decisions[line];
  return typeof decision === "object" ? candidates.find(({ userId }) => userId === decision.to) : undefined;
}

export function secondWrites(writes: readonly EntIdWrite[]): EntIdWrite[] {
  const given = new Set<string>();
  return writes.filter(({ userId }) => given.size === given.add(userId).size);
}
