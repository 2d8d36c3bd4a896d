/** An import's snapshot and plan, stored in pieces of bounded size. */

import { and, asc, eq } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { importDocuments } from "#data/imports/schema.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import type { ImportDocument } from "#domain/imports/state.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";

interface Documents {
  readonly plan: ImportPlan;
  readonly snapshot: SchoolSnapshot;
}

const itemsPerPiece = 1000;
const piecesPerStatement = 4;

export async function writeDocument<Name extends ImportDocument>(
  tx: SchoolTransaction,
  importId: string,
  name: Name,
  value: Documents[Name],
): Promise<void> {
  await deleteDocument(tx, importId, name);
  const key = { uai: tx.uai, importId, document: name };
  let rows: (typeof importDocuments.$inferInsert)[] = [];
  for (const piece of piecesOf(value)) {
    rows.push({ ...key, ...piece });
    if (rows.length < piecesPerStatement) continue;
    await tx.db.insert(importDocuments).values(rows);
    rows = [];
  }
  if (rows.length > 0) await tx.db.insert(importDocuments).values(rows);
}

export async function readDocument<Name extends ImportDocument>(
  tx: SchoolTransaction,
  importId: string,
  name: Name,
): Promise<Documents[Name] | undefined> {
  const pieces = await tx.db
    .select({ field: importDocuments.field, content: importDocuments.content })
    .from(importDocuments)
    .where(isDocument(tx, importId, name))
    .orderBy(asc(importDocuments.field), asc(importDocuments.piece));
  // The piece without a field comes first.
  const [rest, ...lists] = pieces;
  if (!rest) return undefined;
  const value = rest.content as Record<string, unknown>;
  for (const { field, content } of lists) {
    const list = value[field] as unknown[];
    for (const item of content as unknown[]) list.push(item);
  }
  return value as unknown as Documents[Name];
}

export async function deleteDocument(
  tx: SchoolTransaction,
  importId: string,
  name: ImportDocument,
): Promise<void> {
  await tx.db.delete(importDocuments).where(isDocument(tx, importId, name));
}

function isDocument(tx: SchoolTransaction, importId: string, name: ImportDocument) {
  return and(
    eq(importDocuments.uai, tx.uai),
    eq(importDocuments.importId, importId),
    eq(importDocuments.document, name),
  );
}

function* piecesOf(value: object): Generator<{ field: string; piece: number; content: unknown }> {
  const lists = Object.entries(value).filter(
    (entry): entry is [string, unknown[]] => Array.isArray(entry[1]) && entry[1].length > 0,
  );
  const emptied = Object.fromEntries(lists.map(([field]) => [field, []]));
  yield { field: "", piece: 0, content: { ...value, ...emptied } };
  for (const [field, items] of lists) {
    for (let piece = 0; piece * itemsPerPiece < items.length; piece++) {
      const start = piece * itemsPerPiece;
      yield { field, piece, content: items.slice(start, start + itemsPerPiece) };
    }
  }
}
