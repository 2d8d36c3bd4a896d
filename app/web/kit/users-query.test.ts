import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountConcerns, userSorts } from "#data/people/users-filter.ts";
import { populationOf, profiles } from "#domain/people/user.ts";
import { columnsOf } from "#web/kit/column-names.ts";
import { readUsersFilter, shownColumns, type UsersView, usersQuery } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { countWords, listWords } from "#web/people/table/filter-words.ts";

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const views: fc.Arbitrary<UsersView> = fc.constantFrom("staff", "pupil", "guardian").chain((population) =>
  fc.record({
    population: fc.constant(population),
    search: fc.string({ maxLength: 30 }).map((text) => text.replaceAll("\0", "")),
    masked: fc.boolean(),
    profile: maybe(fc.constantFrom(...profiles.filter((profile) => populationOf(profile) === population))),
    concern: maybe(fc.constantFrom(...accountConcerns)),
    division: maybe(fc.constantFrom("6A", "3EME1", "4 A & B", "é+")),
    discipline: fc.constant(population === "staff" ? "LETTRES" : undefined),
    origin: maybe(fc.constantFrom("siecle", "manual")),
    email: maybe(fc.constantFrom("none", "refused")),
    entId: maybe(fc.constant("none" as const)),
    sort: fc.constantFrom(...userSorts),
    descending: fc.boolean(),
    page: fc.integer({ min: 1, max: 99_999 }),
    columns: maybe(fc.subarray(columnsOf(population))),
    compact: fc.boolean(),
  }),
) as fc.Arbitrary<UsersView>;

describe("the table's address", () => {
  it("says all that is shown: read again, it shows the same", () => {
    fc.assert(
      fc.property(views, (view) => {
        const [, query = ""] = paths.users({ uai: "0999999Z" }, usersQuery(view)).split("?");
        const read = readUsersFilter(Object.fromEntries(new URLSearchParams(query)));
        const columns = shownColumns(view).length === 0 ? [] : read.columns;
        // Masked people are one state among others; the usual columns, however chosen, are none.
        const concern = view.masked ? undefined : view.concern;
        expect(read).toEqual({ ...view, concern, columns });
        expect(shownColumns(read)).toEqual(shownColumns(view));
      }),
    );
  });

  it.each([
    ["nothing", {}, {}],
    [
      "what makes no sense",
      { onglet: "x", etat: "y", page: "-1", colonnes: "z", profil: "eleve" },
      { colonnes: "nom" },
    ],
    ["masked people as they were asked for before", { masques: "oui" }, { etat: "masques" }],
    ["the usual columns", { colonnes: "nom.prenom.profil.identifiant.courriel.classes" }, {}],
    [
      "columns of another tab",
      { onglet: "responsables", colonnes: "nom.prenom.discipline" },
      { onglet: "responsables", colonnes: "nom.prenom" },
    ],
  ])("reads %s", (_, query, canonical) => {
    const written = Object.entries(usersQuery(readUsersFilter(query as Record<string, string>)));
    expect(Object.fromEntries(written.filter(([, value]) => value))).toEqual(canonical);
  });
});

describe("the words for what is found", () => {
  const view = readUsersFilter({ onglet: "eleves" });

  it.each([
    [view, 0, "0 élève"],
    [view, 1, "1 élève"],
    [view, 50, "50 élèves"],
    [view, 1234, "1–50 sur 1\u202f234 élèves"],
    [{ ...view, page: 25 }, 1234, "1\u202f201–1\u202f234 sur 1\u202f234 élèves"],
    [{ ...view, masked: true, search: "mar" }, 2, "2 élèves masqués pour « mar »"],
  ])("%#", (shown, found, words) => {
    expect(countWords(shown, found, 50)).toBe(words);
  });

  it("name the filters, never whom one looked for", () => {
    const asked = {
      onglet: "personnels",
      q: "DUPONT",
      classe: "3EME1",
      etat: "jamais-connectes",
      profil: "cpe",
    };
    expect(listWords(readUsersFilter(asked))).toBe(
      "Personnels, Profil : CPE, Jamais connectés, Classe : 3EME1, recherche par nom",
    );
  });
});
