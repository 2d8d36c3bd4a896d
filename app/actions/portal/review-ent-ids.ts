/** A page of what a portal's file would write, with what helps to decide. */

import { type PlannedEntIdFile, withLines } from "#actions/portal/_waiting-file.ts";
import type { App } from "#actions/run.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { findEntIdFile, type StoredEntIdFile } from "#data/portal/ent-id-files.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { answered, decidedWrites, isTicked, secondWrites } from "#domain/portal/ent-ids/decisions.ts";
import {
  countEntIds,
  type EntIdCounts,
  type EntIdList,
  entIdLists,
  type FoundLine,
  linesFound,
} from "#domain/portal/ent-ids/lists.ts";

export interface EntIdView {
  readonly list: EntIdList | undefined;
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export interface ReviewedLine extends FoundLine {
  readonly ticked: boolean;
  /** Whose account answers the question. */
  readonly answer: string | undefined;
  /** The accounts it speaks of: whose it is, whose it may be, who has the id. */
  readonly users: readonly ReviewedUser[];
}

export interface ReviewedUser extends DirectoryUser {
  /** Of a pupil, of a teacher, of a guardian's pupils. */
  readonly classes: readonly string[];
}

export interface EntIdReview {
  readonly counts: EntIdCounts;
  readonly list: EntIdList;
  readonly search: string;
  readonly found: number;
  readonly page: number;
  readonly pages: number;
  readonly lines: readonly ReviewedLine[];
  /** With the boxes and the answers as they are. */
  readonly written: number;
  readonly replaced: number;
  readonly unanswered: number;
  /** Lines that would give a second id to an account. */
  readonly second: number;
}

const linesPerPage = 100;

export async function reviewEntIds(
  app: Pick<App, "database">,
  uai: string,
  fileId: string,
  view: EntIdView,
): Promise<{ stored: StoredEntIdFile; review: EntIdReview | undefined } | undefined> {
  return app.database.inSchool(uai, async (tx) => {
    const stored = await findEntIdFile(tx, fileId);
    const planned = stored && withLines(stored);
    return stored && { stored, review: planned && (await reviewOf(tx, planned, view)) };
  });
}

async function reviewOf(
  tx: SchoolTransaction,
  { plan, lines, decisions }: PlannedEntIdFile,
  view: EntIdView,
): Promise<EntIdReview> {
  const counts = countEntIds(plan);
  const { search } = view;
  const list = view.list ?? entIdLists.find((one) => counts[one] > 0) ?? "fill";
  const found = linesFound(plan, lines, { list, search });
  const pages = Math.max(1, Math.ceil(found.length / linesPerPage));
  const page = Math.min(Math.max(1, view.page), pages);
  const { users } = await loadDirectory(tx);
  const byId = new Map(users.map((user) => [user.id, user]));
  const writes = decidedWrites(plan, lines, decisions);
  const replaced = writes.filter(({ before }) => before !== undefined).length;
  const questions = plan.filter(({ kind }) => kind === "question").length;
  const answers = plan.filter((line) => line.kind === "question" && answered(line, decisions)).length;
  return {
    ...{ counts, list, search, page, pages },
    found: found.length,
    lines: found.slice((page - 1) * linesPerPage, page * linesPerPage).map(({ planned, line }) => ({
      planned,
      line,
      ticked: isTicked(planned, decisions),
      answer: planned.kind === "question" ? answered(planned, decisions)?.userId : undefined,
      users: mentioned(planned).flatMap((id) => reviewedUser(byId, id)),
    })),
    ...{ written: writes.length, replaced, unanswered: questions - answers },
    second: secondWrites(writes).length,
  };
}

function mentioned(planned: FoundLine["planned"]): readonly string[] {
  if (planned.kind === "question") return planned.candidates.map(({ userId }) => userId);
  if (planned.kind === "refused") return planned.holderId ? [planned.holderId] : [];
  return "userId" in planned ? [planned.userId] : [];
}

function reviewedUser(byId: ReadonlyMap<string, DirectoryUser>, id: string): ReviewedUser[] {
  const user = byId.get(id);
  if (!user) return [];
  const own = [...user.divisions, ...user.teaches.map(({ division }) => division)];
  const family = user.pupils.flatMap((pupil) => byId.get(pupil)?.divisions ?? []);
  return [{ ...user, classes: [...new Set([...own, ...family])].sort() }];
}
