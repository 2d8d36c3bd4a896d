/** The filters in French: for the fields, for what is found by them, for the journal. */

import type { AccountConcern, UsersFilter } from "#data/people/users-filter.ts";
import { frenchCount } from "#domain/french.ts";
import { type Origin, type Population, profileLabels } from "#domain/people/user.ts";
import { tabLabels, type UsersView } from "#web/kit/users-query.ts";

export const concernLabels: Record<AccountConcern, string> = {
  "never-connected": "Jamais connectés",
  temporary: "Mot de passe temporaire",
  waiting: "Bloqués (trop d’essais)",
};
export const originLabels: Record<Origin, string> = { siecle: "Issus de SIECLE", manual: "Créés à la main" };
export const emailLabels: Record<NonNullable<UsersFilter["email"]>, string> = {
  none: "Sans adresse",
  refused: "Courriel refusé",
};

export interface ActiveFilter {
  /** « Classe : 3EME1 » */
  readonly words: string;
  /** The same table without it. */
  readonly without: UsersView;
}

/** Of the disclosure "Filtres": the search and the profile stand beside it. */
export function activeFilters(view: UsersView): ActiveFilter[] {
  const { concern, division, discipline, origin, email, entId, masked } = view;
  const active: [words: string | undefined, off: Partial<UsersView>][] = [
    [masked ? "Comptes masqués" : undefined, { masked: false }],
    [concern && concernLabels[concern], { concern: undefined }],
    [division && `Classe : ${division}`, { division: undefined }],
    [discipline && `Discipline : ${discipline}`, { discipline: undefined }],
    [origin && originLabels[origin], { origin: undefined }],
    [email && emailLabels[email], { email: undefined }],
    [entId && "Sans ID ENT", { entId: undefined }],
  ];
  return active.flatMap(([words, off]) => (words ? [{ words, without: { ...view, ...off, page: 1 } }] : []));
}

/** A list by its filters, without what was looked for: a name stays out of the journal and of saved views. */
export function listWords(view: UsersView): string {
  const { population, profile, search } = view;
  return [
    tabLabels[population],
    profile && `Profil : ${profileLabels[profile]}`,
    ...activeFilters(view).map(({ words }) => words),
    search && "recherche par nom",
  ]
    .filter(Boolean)
    .join(", ");
}

const nouns: Record<Population, string> = { staff: "personnel", pupil: "élève", guardian: "responsable" };

/** « 1–50 sur 1 234 personnels pour « mar » »; on one page, « 34 personnels ». */
export function countWords(view: UsersView, found: number, perPage: number): string {
  const { population, masked, search, page } = view;
  const plural = found > 1 ? "s" : "";
  const first = (page - 1) * perPage + 1;
  const range =
    found > perPage ? `${frenchCount(first)}–${frenchCount(Math.min(found, first + perPage - 1))} sur ` : "";
  const masks = masked ? ` masqué${plural}` : "";
  const sought = search ? ` pour « ${search} »` : "";
  return `${range}${frenchCount(found)} ${nouns[population]}${plural}${masks}${sought}`;
}
