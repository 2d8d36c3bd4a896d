/** One page of a plan, with what helps to decide. Plain data: it may be made in another thread. */

import { planAgain } from "#actions/imports/apply-import.ts";
import type { App } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findImport, findPlan, findSnapshot, type StoredImport } from "#data/imports/imports.ts";
import { type Candidate, listCandidates, listShownUsers, listTypists } from "#data/imports/review.ts";
import { ticks } from "#domain/imports/decisions.ts";
import {
  type Brake,
  type ImportPlan,
  isEmptyPlan,
  type PlanList,
  planLists,
  touchedKeys,
  userKey,
} from "#domain/imports/plan.ts";
import {
  isFound,
  type ListChoice,
  type ReviewCounts,
  type ReviewLine,
  reviewCounts,
  reviewLines,
} from "#domain/imports/review.ts";
import { comparableName } from "#domain/names.ts";
import type { Profile } from "#domain/people/user.ts";

export interface ReviewView {
  readonly profile: Profile | undefined;
  readonly list: PlanList | undefined;
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export interface ShownLine extends ReviewLine {
  readonly ticked: boolean;
  /** Who had typed what the files replace. */
  readonly typed?: { readonly author: string; readonly at: Date };
  readonly candidates?: readonly Candidate[];
}

export interface ImportReview {
  readonly profiles: readonly { readonly profile: Profile; readonly counts: ReviewCounts }[];
  /** What is said of the files, not of somebody. */
  readonly remarks: readonly string[];
  /** Nothing when the plan speaks of nobody. */
  readonly shown: ShownList | undefined;
  readonly decision: ReviewDecision;
}

export interface ShownList extends ListChoice {
  readonly found: number;
  readonly page: number;
  readonly pages: number;
  readonly lines: readonly ShownLine[];
}

export interface ReviewDecision {
  /** Why the plan stopped. */
  readonly brakes: readonly Brake[];
  /** Those that still hold with the boxes as they are: then the number must be typed. */
  readonly held: readonly Brake[];
  /** How many would be masked with the boxes as they are. */
  readonly masked: number;
  readonly ticked: number;
  readonly unticked: number;
  readonly isEmpty: boolean;
  readonly questions: number;
  /** Answers given to questions. */
  readonly answered: number;
}

const linesPerPage = 100;

/** Nothing when this import has no plan. */
export async function reviewImport(
  app: Pick<App, "database" | "clock">,
  uai: string,
  importId: string,
  view: ReviewView,
): Promise<ImportReview | undefined> {
  return app.database.inSchool(uai, async (tx) => {
    const stored = await findImport(tx, importId);
    const plan = await findPlan(tx, importId);
    if (!stored || !plan) return undefined;
    const profiles = reviewCounts(plan);
    const choice = chooseList(profiles, view);
    return {
      profiles,
      remarks: plan.warnings.flatMap(({ profile, message }) => (profile ? [] : message)),
      shown: choice && (await showList(tx, stored, plan, choice, view.page)),
      decision: await decisionOf(tx, stored, plan, app.clock()),
    };
  });
}

/** What was asked for, or else what wants attention first. */
function chooseList(profiles: ImportReview["profiles"], view: ReviewView): ListChoice | undefined {
  const { search } = view;
  const asked = profiles.find(({ profile }) => profile === view.profile);
  if (asked && view.list) return { profile: asked.profile, list: view.list, search };
  for (const list of planLists) {
    const first = (asked ? [asked] : profiles).find(({ counts }) => counts[list] > 0);
    if (first) return { profile: first.profile, list, search };
  }
  return undefined;
}

async function showList(
  tx: SchoolTransaction,
  stored: StoredImport,
  plan: ImportPlan,
  choice: ListChoice,
  page: number,
): Promise<ShownList> {
  const lines =
    choice.list === "unchanged" ? await listUnchanged(tx, stored, plan, choice) : reviewLines(plan, choice);
  const pages = Math.max(1, Math.ceil(lines.length / linesPerPage));
  const shownPage = Math.min(Math.max(1, page), pages);
  const shown = lines.slice((shownPage - 1) * linesPerPage, shownPage * linesPerPage);
  const isTicked = ticks(plan, stored.decisions);
  const candidates = await listCandidates(
    tx,
    shown.flatMap(({ question }) => question?.candidates.map(({ userId }) => userId) ?? []),
  );
  const typists = await listTypists(
    tx,
    shown.flatMap(({ userId, changes }) => (userId && changes?.length ? userId : [])),
  );
  return {
    ...choice,
    found: lines.length,
    page: shownPage,
    pages,
    lines: shown.map((line): ShownLine => {
      const typed = line.userId && typists.get(line.userId);
      return {
        ...line,
        ticked: line.key !== undefined && isTicked(line.key),
        ...(typed ? { typed } : {}),
        ...(line.question && {
          candidates: line.question.candidates.flatMap(({ userId }) => candidates.get(userId) ?? []),
        }),
      };
    }),
  };
}

/** Once the import has ended the directory has moved on: nobody is named. */
async function listUnchanged(
  tx: SchoolTransaction,
  { state }: StoredImport,
  plan: ImportPlan,
  { profile, search }: ListChoice,
): Promise<ReviewLine[]> {
  if (state !== "planned") return [];
  const others = new Set([
    ...touchedKeys(plan),
    ...plan.skipped.map(({ key }) => key),
    ...plan.questions.flatMap(({ candidates }) => candidates.map(({ userId }) => userKey(userId))),
  ]);
  const words = comparableName(search).split(" ").filter(Boolean);
  return (await listShownUsers(tx, profile))
    .filter(({ userId }) => !others.has(userKey(userId)))
    .map(({ login, lastName, firstName }) => ({ key: undefined, login, lastName, firstName }))
    .filter((line) => isFound(line, words));
}

async function decisionOf(
  tx: SchoolTransaction,
  stored: StoredImport,
  plan: ImportPlan,
  now: Date,
): Promise<ReviewDecision> {
  const isTicked = ticks(plan, stored.decisions);
  const touched = touchedKeys(plan);
  const ticked = touched.filter(isTicked).length;
  const braked = stored.state === "planned" && plan.brakes.length > 0;
  // Only the whole plan tells what else moves with the boxes.
  const snapshot = braked ? await findSnapshot(tx, stored.id) : undefined;
  const applied = snapshot ? (await planAgain(tx, { ...stored, plan, snapshot }, now)).plan : plan;
  const answers = Object.values(stored.choices).filter((choice) => choice !== "leave-alone");
  return {
    brakes: plan.brakes,
    held: applied.brakes,
    masked: applied.masked.length,
    ticked,
    unticked: touched.length - ticked,
    isEmpty: isEmptyPlan(plan),
    questions: plan.questions.length,
    answered: answers.length,
  };
}
