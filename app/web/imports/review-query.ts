/** Which list of a plan is shown is in the address: back, a bookmark and a second tab show the same. */

import type { ReviewView } from "#actions/imports/review-import.ts";
import type { PlanList } from "#domain/imports/plan.ts";
import type { ListChoice } from "#domain/imports/review.ts";
import { type Profile, profiles } from "#domain/people/user.ts";
import { withoutNull } from "#web/kit/form.ts";
import { profileName } from "#web/kit/users-query.ts";

const listNames: Record<PlanList, string> = {
  questions: "questions",
  created: "nouveaux",
  updated: "modifies",
  returned: "retours",
  masked: "masques",
  skipped: "laisses",
  warnings: "avertissements",
  unchanged: "inchanges",
};

type Asked = Readonly<Record<string, string | undefined>>;

/** Anything that makes no sense is read as if it were not there. */
export function readReviewView(query: Asked): ReviewView {
  const lists = Object.keys(listNames) as PlanList[];
  const page = Number(query.page);
  return {
    profile: profiles.find((profile) => profileName(profile) === query.profil),
    list: lists.find((list) => listNames[list] === query.liste),
    search: withoutNull(query.q ?? "").slice(0, 100),
    page: Number.isInteger(page) && page > 0 && page < 100_000 ? page : 1,
  };
}

/** The shortest address that says the same. */
export function reviewQuery({
  profile,
  list,
  search = "",
  page = 1,
}: {
  profile: Profile;
  list?: PlanList | undefined;
  search?: string | undefined;
  page?: number | undefined;
}): Asked {
  return {
    profil: profileName(profile),
    liste: list && listNames[list],
    q: search || undefined,
    page: page > 1 ? String(page) : undefined,
  };
}

/** A whole list, when the view names one. */
export function listChoice({ profile, list, search }: ReviewView): ListChoice | undefined {
  return profile && list && { profile, list, search };
}
