import { revokeAccess } from "#data/access/revoke.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { insertMaskings, type Stamp } from "#data/people/maskings.ts";
import type { MaskingReason } from "#domain/people/masking.ts";

/** A masking closes what was open: sessions, links, mails on their way. */
export async function maskAccounts(
  tx: SchoolTransaction,
  masked: readonly { userId: string; reason: MaskingReason }[],
  stamp: Stamp,
): Promise<void> {
  await insertMaskings(tx, masked, stamp);
  await revokeAccess(
    tx,
    masked.map(({ userId }) => userId),
    stamp.at,
  );
}
