/** Which list of a portal's file is shown is in the address. */

import type { EntIdView } from "#actions/portal/review-ent-ids.ts";
import { type EntIdList, entIdLists } from "#domain/portal/ent-ids/lists.ts";
import { withoutNull } from "#web/kit/form.ts";
import type { Query } from "#web/paths.ts";

const listNames: Record<EntIdList, string> = {
  question: "questions",
  fill: "a-remplir",
  replace: "a-remplacer",
  refused: "refuses",
  unknown: "inconnus",
  same: "rien-a-faire",
};

/** Anything that makes no sense is read as if it were not there. */
export function readEntIdView(query: Query): EntIdView {
  const page = Number(query.page);
  return {
    list: entIdLists.find((list) => listNames[list] === query.liste),
    search: withoutNull(query.q ?? "").slice(0, 100),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** The shortest address that says the same. */
export function entIdQuery({ list, search = "", page = 1 }: Partial<EntIdView>): Query {
  return {
    liste: list && listNames[list],
    q: search || undefined,
    page: page > 1 ? String(page) : undefined,
  };
}
