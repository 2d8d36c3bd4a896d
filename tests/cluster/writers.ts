/** People who change something without end, one thing after the other, and what they were answered. */

import { expect } from "vitest";
import { uai } from "../start/product.ts";
import type { Visitor } from "../support/visitor.ts";
import type { PostgresServer } from "./postgres.ts";

interface Written {
  readonly email: string;
  readonly status: number;
  readonly text: string;
}

export interface Writers {
  readonly answers: readonly Written[];
  /** Resolves when this many more answers of this kind have come. */
  answered(status: number, count: number): Promise<void>;
  end(): Promise<void>;
}

let made = 0;

/** A new account, which asks for a mail. */
export async function createUser(visitor: Visitor): Promise<Written> {
  const number = made++;
  // Names have no digits.
  const letters = [...String(number).padStart(4, "0")].map((digit) => "ABCDEFGHIJ"[Number(digit)]).join("");
  const email = `${letters.toLowerCase()}@example.org`;
  const answer = await visitor.post(`/${uai}/utilisateurs/nouvel-utilisateur`, {
    ...{
      civility: "mme",
      lastName: `NOEUD${letters}`,
      firstName: "Eve",
      birthDate: "1980-02-01",
      profile: "cpe",
    },
    email,
  });
  const text = await answer.text();
  return { email, status: answer.status, text: answer.headers.get("location") ?? text };
}

/** Of these accounts, the addresses of those that are there. */
export async function listPresent(
  { query }: Pick<PostgresServer, "query">,
  written: readonly Written[],
): Promise<string[]> {
  const rows = await query("select email from users where email is not null");
  const there = rows.map(({ email }) => String(email));
  return there.filter((email) => written.some((one) => one.email === email)).sort();
}

/** Those of a node that was killed, or lost the database, are missed after some seconds, and leave after a pause. */
export async function allMailsLeave({ query }: Pick<PostgresServer, "query">): Promise<void> {
  const left = async () => {
    // The test does not wait for the pause.
    await query("update pgboss.job set start_after = now() where state = 'retry'");
    const [row] = await query(
      "select count(*)::int as left from pgboss.job where name = 'mail' and state < 'completed'",
    );
    return row!.left;
  };
  await expect.poll(left, { timeout: 60_000, interval: 300 }).toBe(0);
}

export function startWriters(...visitors: readonly Visitor[]): Writers {
  const answers: Written[] = [];
  const waiting = new Set<{ status: number; left: number; resolve(): void }>();
  let ended = false;

  async function write(visitor: Visitor): Promise<void> {
    while (!ended) {
      const written = await createUser(visitor);
      answers.push(written);
      for (const one of waiting) {
        if (one.status !== written.status || --one.left > 0) continue;
        waiting.delete(one);
        one.resolve();
      }
    }
  }

  const writing = visitors.map(write);
  return {
    answers,
    answered: (status, count) => new Promise((resolve) => waiting.add({ status, left: count, resolve })),
    async end() {
      ended = true;
      await Promise.all(writing);
    },
  };
}
