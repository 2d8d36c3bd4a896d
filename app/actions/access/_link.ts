import type { App } from "#actions/run.ts";
import { findLink } from "#data/access/links.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findUser, lockUser, type StoredUser } from "#data/people/users.ts";
import { hashToken } from "#data/token.ts";
import { type LinkKind, linkServes } from "#domain/access/mailed-link.ts";

export interface FollowedLink {
  readonly user: StoredUser;
  /** The mailbox in which it was opened. */
  readonly address: string;
}

/** Whom a link stands for, if it still serves. Looking does not use it up. */
export async function findOpenLink(
  app: Pick<App, "database" | "clock">,
  uai: string,
  kind: LinkKind,
  token: string,
): Promise<FollowedLink | undefined> {
  return app.database.inSchool(uai, (tx) => follow(tx, kind, token, app.clock(), findUser));
}

/** For whoever is about to use it up: of two at once, the second finds that it no longer serves. */
export async function useLink(
  tx: SchoolTransaction,
  kind: LinkKind,
  token: string,
  now: Date,
): Promise<FollowedLink | undefined> {
  // Links are used up by whoever holds their owner: only what is found then counts.
  const found = await follow(tx, kind, token, now, lockUser);
  return found && follow(tx, kind, token, now, findUser);
}

async function follow(
  tx: SchoolTransaction,
  kind: LinkKind,
  token: string,
  now: Date,
  find: typeof findUser,
): Promise<FollowedLink | undefined> {
  const link = await findLink(tx, kind, hashToken(token), now);
  const user = link && (await find(tx, link.userId));
  return user && linkServes(kind, link.address, user) ? { user, address: link.address } : undefined;
}
