import { insertSession } from "#data/access/sessions.ts";
import type { Database } from "#data/database.ts";
import { usersPerPage } from "#data/people/users-table.ts";
import { hashToken, newToken } from "#data/token.ts";
import { paths } from "#web/paths.ts";
import { idOf, inventUser, isMasked, populationAt, type ScaledSchool, usersIn } from "./people.ts";
import { type Answer, type Browser, expectStatus, hiddenValue } from "./visit.ts";

/** Three letters in the middle of many names. */
const letters = "ier";

export const measuredPages = [
  "first page, the school cold",
  "first page",
  "last page",
  "search, 3 letters",
  "edit, form",
  "edit, saved",
  "sign-in page",
  "reset, form",
  "reset, done",
  "La rentrée",
] as const;
export type MeasuredPage = (typeof measuredPages)[number];

/** One turn of all pages in one school; `turn` chooses the user to edit and reset. */
export async function visitPages(
  { signedIn, stranger }: { signedIn: Browser; stranger: Browser },
  school: ScaledSchool,
  turn: number,
): Promise<Record<MeasuredPage, number>> {
  const { uai } = school;
  const get = async (browser: Browser, address: string): Promise<Answer> =>
    expectStatus(await browser.get(address), 200, address);
  const post = async (address: string, fields: Record<string, string>): Promise<Answer> =>
    expectStatus(await signedIn.post(address, fields), 303, address);

  const users = paths.users({ uai }, { onglet: "eleves" });
  // Cold: since the school's last turn, a thousand others have pushed its data out of PostgreSQL's memory.
  const cold = await get(signedIn, users);
  const first = await get(signedIn, users);
  const last = await get(
    signedIn,
    paths.users({ uai }, { onglet: "eleves", page: String(lastPage(school)) }),
  );
  const search = await get(signedIn, paths.users({ uai }, { onglet: "eleves", q: letters }));
  const id = idOf(school, someoneWithAddress(school, turn));
  const editAddress = paths.editUser({ uai, id });
  const edit = await get(signedIn, editAddress);
  const saved = await post(editAddress, {
    version: hiddenValue(edit, "version"),
    email: `corrige.${turn}@example.org`,
    entId: "",
  });
  const signIn = await get(stranger, paths.signIn({ uai }));
  const resetAddress = paths.resetPassword({ uai, id });
  const reset = await get(signedIn, resetAddress);
  const done = await post(resetAddress, { cle: "" });
  const start = await get(signedIn, paths.schoolStart({ uai }));
  return {
    "first page, the school cold": cold.ms,
    "first page": first.ms,
    "last page": last.ms,
    "search, 3 letters": search.ms,
    "edit, form": edit.ms,
    "edit, saved": saved.ms,
    "sign-in page": signIn.ms,
    "reset, form": reset.ms,
    "reset, done": done.ms,
    "La rentrée": start.ms,
  };
}

function lastPage(school: ScaledSchool): number {
  const places = Array.from({ length: school.pupils }, (_, i) => school.staff + i);
  return Math.floor(places.filter((place) => !isMasked(school, place)).length / usersPerPage) || 1;
}

/** A pupil or guardian, another at each turn. */
function someoneWithAddress(school: ScaledSchool, turn: number): number {
  const families = usersIn(school) - school.staff;
  for (let i = 0; i < families; i++) {
    const place = school.staff + ((turn * 7 + i) % families);
    if (
      populationAt(school, place) === "guardian" &&
      !isMasked(school, place) &&
      inventUser(school, place).email
    )
      return place;
  }
  throw new Error("Nobody there can be written to");
}

export async function administratorCookie(
  { inSchool }: Pick<Database, "inSchool">,
  school: ScaledSchool,
): Promise<string> {
  const token = newToken();
  await inSchool(school.uai, (tx) =>
    insertSession(tx, {
      tokenHash: hashToken(token),
      userId: idOf(school, 0),
      purpose: "full",
      at: new Date(),
    }),
  );
  return `cpro_session=${token}`;
}
