import { and, eq, gt } from "drizzle-orm";
import { mailedLinks } from "#data/access/schema.ts";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import type { LinkKind } from "#domain/access/mailed-link.ts";

export interface MailedLink {
  readonly userId: string;
  /** Where it was sent. */
  readonly address: string;
}

export async function insertLink(
  tx: SchoolTransaction,
  link: { tokenHash: string; kind: LinkKind; userId: string; address: string; expiresAt: Date },
): Promise<void> {
  await tx.db.insert(mailedLinks).values({ uai: tx.uai, ...link });
}

/** One that has not ended. */
export async function findLink(
  tx: SchoolTransaction,
  kind: LinkKind,
  tokenHash: string,
  now: Date,
): Promise<MailedLink | undefined> {
  const [row] = await tx.db
    .select({ userId: mailedLinks.userId, address: mailedLinks.address })
    .from(mailedLinks)
    .where(
      and(
        eq(mailedLinks.uai, tx.uai),
        eq(mailedLinks.tokenHash, tokenHash),
        eq(mailedLinks.kind, kind),
        gt(mailedLinks.expiresAt, now),
      ),
    );
  return row;
}

/** Those sent to these people lead nowhere any more. */
export async function voidLinks(
  tx: SchoolTransaction,
  userIds: readonly string[],
  kind?: LinkKind,
): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db
    .delete(mailedLinks)
    .where(
      and(
        eq(mailedLinks.uai, tx.uai),
        isAnyOf(mailedLinks.userId, userIds),
        kind && eq(mailedLinks.kind, kind),
      ),
    );
}
