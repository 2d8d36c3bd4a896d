/** A user on the first day of school: thinks a few seconds, asks for a page, until the day is over. */

import { setTimeout as wait } from "node:timers/promises";
import { paths } from "#web/paths.ts";
import type { Random } from "../invented/random.ts";
import { idOf, inventUser, isMasked, populationAt, type ScaledSchool, usersIn } from "../scale/people.ts";
import { type Answer, Browser, hiddenValue } from "../scale/visit.ts";

export const requestKinds = [
  "sign-in page",
  "sign-in",
  "first connection, form",
  "first connection",
  "own account",
  "sign-out",
  "La rentrée",
  "table",
  "search",
  "edit, form",
  "edit",
  "reset, form",
  "reset",
] as const;
export type RequestKind = (typeof requestKinds)[number];

export interface Day {
  readonly url: string;
  readonly think: { readonly fromMs: number; readonly toMs: number };
  isOver(): boolean;
  tell(kind: RequestKind, answer: Answer): void;
  fail(kind: RequestKind, error: unknown): void;
}

const password = "trois girafes bleues dansent";

class Visitor {
  readonly #browser: Browser;
  readonly #day: Day;
  readonly #random: Random;

  constructor(day: Day, random: Random) {
    this.#browser = new Browser(day.url);
    this.#day = day;
    this.#random = random;
  }

  get(kind: RequestKind, address: string): Promise<Answer | undefined> {
    return this.#ask(kind, 200, () => this.#browser.get(address));
  }

  post(kind: RequestKind, address: string, fields: Record<string, string>): Promise<Answer | undefined> {
    return this.#ask(kind, 303, () => this.#browser.post(address, fields));
  }

  close(): void {
    this.#browser.close();
  }

  /** `undefined` once the day is over, or after an error. */
  async #ask(kind: RequestKind, status: number, send: () => Promise<Answer>): Promise<Answer | undefined> {
    const { fromMs, toMs } = this.#day.think;
    await wait(fromMs + this.#random.next() * (toMs - fromMs));
    if (this.#day.isOver()) return undefined;
    try {
      const answer = await send();
      if (answer.status !== status) throw new Error(`${answer.status} in the place of ${status}`);
      this.#day.tell(kind, answer);
      return answer;
    } catch (error) {
      this.#day.fail(kind, error);
      return undefined;
    }
  }
}

/** Signs in by birth date, chooses a password, signs in with it; then the next pupil at the same desk. */
export async function comeForTheFirstTime(
  day: Day,
  school: ScaledSchool,
  random: Random,
  nextPupil: () => number,
): Promise<void> {
  const { uai } = school;
  while (!day.isOver()) {
    const { login, birthDate } = inventUser(school, nextPupil());
    const visitor = new Visitor(day, random);
    const signIn = async (typed: string): Promise<Answer | undefined> => {
      if (!(await visitor.get("sign-in page", paths.signIn({ uai })))) return undefined;
      return visitor.post("sign-in", paths.signIn({ uai }), { login, password: typed });
    };
    const lookAndLeave = async (): Promise<void> => {
      await visitor.get("own account", paths.account({ uai }));
      await visitor.post("sign-out", paths.signOut({ uai }), {});
    };
    if (
      (await signIn(birthDate!)) &&
      (await visitor.get("first connection, form", paths.firstPassword({ uai }))) &&
      (await visitor.post("first connection", paths.firstPassword({ uai }), {
        password,
        repeated: password,
      }))
    ) {
      await lookAndLeave();
      if (await signIn(password)) await lookAndLeave();
    }
    visitor.close();
  }
}

const searches = ["mar", "ier", "lea", "dubois", "ngu"];

/** Finds a user who cannot sign in, corrects the account, resets the password. */
export async function helpOthers(day: Day, school: ScaledSchool, random: Random): Promise<void> {
  const { uai } = school;
  const visitor = new Visitor(day, random);
  const administrator = inventUser(school, 0);
  await visitor.get("sign-in page", paths.signIn({ uai }));
  await visitor.post("sign-in", paths.signIn({ uai }), {
    login: administrator.login,
    password,
  });
  for (let turn = 0; !day.isOver(); turn++) {
    await visitor.get("La rentrée", paths.schoolStart({ uai }));
    await visitor.get("table", paths.users({ uai }, { onglet: "responsables" }));
    await visitor.get("search", paths.users({ uai }, { onglet: "responsables", q: random.pick(searches) }));
    const id = idOf(school, guardianAt(school, turn));
    const form = await visitor.get("edit, form", paths.editUser({ uai, id }));
    if (!form) continue;
    await visitor.post("edit", paths.editUser({ uai, id }), {
      version: hiddenValue(form, "version"),
      email: `corrige.${turn}@example.org`,
      entId: "",
    });
    const reset = await visitor.get("reset, form", paths.resetPassword({ uai, id }));
    if (reset)
      await visitor.post("reset", paths.resetPassword({ uai, id }), { cle: hiddenValue(reset, "cle") });
  }
  visitor.close();
}

function guardianAt(school: ScaledSchool, turn: number): number {
  const guardians = Array.from({ length: usersIn(school) }, (_, place) => place).filter(
    (place) => populationAt(school, place) === "guardian" && !isMasked(school, place),
  );
  return guardians[turn % guardians.length]!;
}
