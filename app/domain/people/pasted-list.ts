import { comparableName } from "#domain/names.ts";
import { typedLogin } from "#domain/people/login.ts";

interface Selectable {
  readonly id: string;
  readonly login: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly email: string | undefined;
  readonly divisions: readonly string[];
}

interface Found<Person> {
  readonly found: readonly Person[];
  /** Namesakes, between whom the user must choose. */
  readonly doubtful: readonly Person[];
  readonly unknown: readonly string[];
}

/** One person per line: a login, an e-mail address, or both names in either order. No person is found twice. */
export function findInPastedList<Person extends Selectable>(
  people: readonly Person[],
  asked: { lines: readonly string[]; divisions: readonly string[] },
): Found<Person> {
  const find = finder(people);
  const found = new Set<Person>();
  const doubtful = new Set<Person>();
  const unknown: string[] = [];
  for (const line of asked.lines) {
    const { sure, unsure } = find(line);
    for (const person of sure) found.add(person);
    for (const person of unsure) doubtful.add(person);
    if (sure.length + unsure.length === 0) unknown.push(line);
  }
  const divisions = new Set(asked.divisions);
  for (const person of people) {
    if (person.divisions.some((code) => divisions.has(code))) found.add(person);
  }
  const inOrder = people.filter((person) => found.has(person));
  return { found: inOrder, doubtful: people.filter((one) => doubtful.has(one) && !found.has(one)), unknown };
}

export function linesOf(pasted: string): string[] {
  return pasted
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

function finder<Person extends Selectable>(people: readonly Person[]) {
  const byLogin = new Map(people.map((person) => [person.login, person]));
  const byEmail = Map.groupBy(people, ({ email }) => email?.toLowerCase());
  const byName = new Map<string, Person[]>();
  for (const person of people) {
    const { lastName, firstName } = person;
    for (const key of new Set([joined(`${lastName} ${firstName}`), joined(`${firstName} ${lastName}`)])) {
      byName.set(key, [...(byName.get(key) ?? []), person]);
    }
  }
  return (line: string): { sure: readonly Person[]; unsure: readonly Person[] } => {
    const named = byLogin.get(typedLogin(line));
    if (named) return { sure: [named], unsure: [] };
    // An intruder who read this mailbox can open all the accounts that share it.
    if (line.includes("@")) return { sure: byEmail.get(line.toLowerCase()) ?? [], unsure: [] };
    const namesakes = byName.get(joined(line)) ?? [];
    return namesakes.length === 1 ? { sure: namesakes, unsure: [] } : { sure: [], unsure: namesakes };
  };
}

/** Ignores the cell separators of spreadsheets, commas and hyphens. */
function joined(names: string): string {
  return comparableName(names).replace(/[\s,;]+/g, "");
}
