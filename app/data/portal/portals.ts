import { eq } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { portals } from "#data/portal/schema.ts";
import type { Portal } from "#domain/portal/portal.ts";

export interface StoredPortal extends Portal {
  readonly sealedSecret: Buffer | undefined;
}

/** Whose a portal's secret is, for the seal. */
export function portalOwner(uai: string): string {
  return `${uai} portal`;
}

export async function findPortal(tx: SchoolTransaction): Promise<StoredPortal | undefined> {
  const [row] = await tx.db.select().from(portals).where(eq(portals.uai, tx.uai));
  if (!row) return undefined;
  return {
    protocol: row.protocol,
    address: row.address,
    attribute: row.attribute ?? undefined,
    clientId: row.clientId ?? undefined,
    sealedSecret: row.sealedSecret ?? undefined,
  };
}

export async function upsertPortal(
  tx: SchoolTransaction,
  portal: StoredPortal,
  by: { at: Date; userId: string | undefined },
): Promise<void> {
  const { protocol, address, attribute, clientId, sealedSecret } = portal;
  const values = {
    protocol,
    address,
    attribute: attribute ?? null,
    clientId: clientId ?? null,
    sealedSecret: sealedSecret ?? null,
    setAt: by.at,
    setBy: by.userId ?? null,
  };
  await tx.db
    .insert(portals)
    .values({ uai: tx.uai, ...values })
    .onConflictDoUpdate({ target: portals.uai, set: values });
}

export async function deletePortal(tx: SchoolTransaction): Promise<void> {
  await tx.db.delete(portals).where(eq(portals.uai, tx.uai));
}
