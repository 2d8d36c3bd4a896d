/** An import's files between upload and reading, in pieces: any node may read them. */

import { createReadStream, createWriteStream } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { and, eq } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { importFilePieces } from "#data/imports/schema.ts";

const pieceBytes = 1_000_000;

export async function insertImportFile(
  tx: SchoolTransaction,
  importId: string,
  file: number,
  from: string,
): Promise<void> {
  let piece = 0;
  for await (const bytes of createReadStream(from, { highWaterMark: pieceBytes })) {
    await tx.db.insert(importFilePieces).values({ uai: tx.uai, importId, file, piece: piece++, bytes });
  }
}

/** Writes into the folder under a generated name; returns the path. */
export async function writeImportFile(
  tx: SchoolTransaction,
  importId: string,
  file: number,
  folder: string,
): Promise<string> {
  const target = path.join(folder, String(file));
  await pipeline(Readable.from(pieces(tx, importId, file)), createWriteStream(target));
  return target;
}

async function* pieces(tx: SchoolTransaction, importId: string, file: number): AsyncGenerator<Buffer> {
  for (let piece = 0; ; piece++) {
    const [found] = await tx.db
      .select({ bytes: importFilePieces.bytes })
      .from(importFilePieces)
      .where(
        and(
          eq(importFilePieces.uai, tx.uai),
          eq(importFilePieces.importId, importId),
          eq(importFilePieces.file, file),
          eq(importFilePieces.piece, piece),
        ),
      );
    if (!found) return;
    yield found.bytes;
  }
}

export async function deleteImportFiles(tx: SchoolTransaction, importId: string): Promise<void> {
  await tx.db
    .delete(importFilePieces)
    .where(and(eq(importFilePieces.uai, tx.uai), eq(importFilePieces.importId, importId)));
}
