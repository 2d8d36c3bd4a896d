import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { retiredLogins } from "#data/people/schema.ts";
import type { RetiredLogins } from "#domain/people/login.ts";

export async function findRetiredLogins(tx: SchoolTransaction): Promise<RetiredLogins> {
  const rows = await tx.db.select().from(retiredLogins).where(eq(retiredLogins.uai, tx.uai));
  return new HashedLogins(tx.uai, new Set(rows.map(({ loginHash }) => loginHash)));
}

/** The logins of people who were erased: one can ask for one, and list none. */
class HashedLogins implements RetiredLogins {
  readonly uai: string;
  readonly hashes: ReadonlySet<string>;

  constructor(uai: string, hashes: ReadonlySet<string>) {
    this.uai = uai;
    this.hashes = hashes;
  }

  has(login: string): boolean {
    return this.hashes.size > 0 && this.hashes.has(hashLogin(this.uai, login));
  }
}

export async function retireLogins(tx: SchoolTransaction, logins: readonly string[]): Promise<void> {
  if (logins.length === 0) return;
  await tx.db
    .insert(retiredLogins)
    .values(logins.map((login) => ({ uai: tx.uai, loginHash: hashLogin(tx.uai, login) })))
    .onConflictDoNothing();
}

function hashLogin(uai: string, login: string): string {
  return createHash("sha256").update(`${uai}:${login}`).digest("hex");
}
