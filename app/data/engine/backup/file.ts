/**
 * A backup file: a Zstandard frame, then a frame that `zstd -d` skips, with the SHA-256 of all bytes before it.
 * Unpacked it is text: a JSON header line; for each table a JSON line, its rows as COPY writes them, in blocks
 * under a line with their length, and a line with their count and SHA-256; a last line.
 */

import { createHash, timingSafeEqual } from "node:crypto";
import type { FileHandle } from "node:fs/promises";
import { open } from "node:fs/promises";
import { Readable, Transform, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import { z } from "zod";
import { BackupRefused } from "#data/engine/backup/refused.ts";

const headerSchema = z.object({
  cproBackup: z.int(),
  /** Digest and number of its schema's last migration. */
  schema: z.string(),
  migrations: z.int(),
  product: z.string(),
  madeAt: z.iso.datetime(),
  /** The one school in it; null: the whole installation. */
  uai: z.string().nullable(),
  /** Mark of the key that sealed its secrets (`data/engine/seal.ts`). */
  keyMark: z.string().nullable(),
});
export type BackupHeader = z.infer<typeof headerSchema>;

export const backupFormat = 1;

const tableSchema = z.object({ table: z.string(), columns: z.array(z.string()) });
const tableEndSchema = z.object({ rows: z.int(), sha256: z.string() });
const endSchema = z.object({ tables: z.int() });

const trailerStart = Buffer.from("502a4d1820000000", "hex");
const trailerBytes = trailerStart.length + 32;
const zstdMagic = Buffer.from("28b52ffd", "hex");

export async function writeBackupFile(pieces: AsyncIterable<Buffer>, target: Writable): Promise<void> {
  const digest = createHash("sha256");
  const trailer = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      digest.update(chunk);
      done(null, chunk);
    },
    flush(done) {
      done(null, Buffer.concat([trailerStart, digest.digest()]));
    },
  });
  const zstd = createZstdCompress({ params: { [constants.ZSTD_c_checksumFlag]: 1 } });
  await pipeline(pieces, zstd, trailer, target);
}

export interface SavedRows {
  readonly table: string;
  readonly columns: readonly string[];
  /** Must be read to the end before the next table. Throws after the last row if one is missing or changed. */
  readonly rows: AsyncIterable<Buffer>;
}

export interface BackupFile {
  readonly header: BackupHeader;
  tables(): AsyncGenerator<SavedRows>;
  close(): Promise<void>;
}

/** Reads the whole file: a damaged or truncated one is refused before anything is written. */
export async function openBackupFile(path: string): Promise<BackupFile> {
  const handle = await open(path, "r");
  try {
    const packedBytes = await checkDigest(handle);
    const source = new Source(unpack(handle, packedBytes));
    const header = readHeader(await source.line());
    await source.close();
    return { header, tables: () => readTables(unpack(handle, packedBytes)), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

const damaged = () =>
  new BackupRefused(
    "Ce fichier est abîmé ou incomplet : il n’est plus tel que la sauvegarde l’a écrit. Rien n’a été changé. Prenez une autre copie, ou une autre sauvegarde.",
  );

const notABackup = () =>
  new BackupRefused("Ce fichier n’est pas une sauvegarde de C Pro. Rien n’a été changé.");

/** Returns the position of the digest. */
async function checkDigest(handle: FileHandle): Promise<number> {
  const { size } = await handle.stat();
  const { buffer: start } = await handle.read(Buffer.alloc(zstdMagic.length), 0, zstdMagic.length, 0);
  if (!start.equals(zstdMagic)) throw notABackup();
  const packedBytes = size - trailerBytes;
  if (packedBytes <= 0) throw damaged();
  const { buffer: trailer } = await handle.read(Buffer.alloc(trailerBytes), 0, trailerBytes, packedBytes);
  if (!trailer.subarray(0, trailerStart.length).equals(trailerStart)) throw damaged();
  const digest = createHash("sha256");
  for await (const chunk of readBytes(handle, packedBytes)) digest.update(chunk);
  if (!timingSafeEqual(digest.digest(), trailer.subarray(trailerStart.length))) throw damaged();
  return packedBytes;
}

async function* readBytes(handle: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes; ) {
    const room = Buffer.allocUnsafe(Math.min(readAtOnceBytes, bytes - at));
    const { bytesRead } = await handle.read(room, 0, room.length, at);
    if (bytesRead === 0) throw damaged();
    yield room.subarray(0, bytesRead);
    at += bytesRead;
  }
}

const readAtOnceBytes = 1 << 18;

async function* unpack(handle: FileHandle, bytes: number): AsyncGenerator<Buffer> {
  const packed = Readable.from(readBytes(handle, bytes));
  const zstd = createZstdDecompress();
  packed.on("error", (error) => zstd.destroy(error));
  try {
    yield* packed.pipe(zstd);
  } finally {
    packed.destroy();
    zstd.destroy();
  }
}

function readHeader(line: string): BackupHeader {
  const read = headerSchema.safeParse(parse(line));
  if (!read.success) throw notABackup();
  if (read.data.cproBackup > backupFormat) throw madeByNewer(read.data);
  return read.data;
}

export function madeByNewer({ product }: BackupHeader): BackupRefused {
  return new BackupRefused(
    `Cette sauvegarde vient d’une version de C Pro plus récente que celle-ci (elle dit : ${product}). Rien n’a été changé. Mettez d’abord C Pro à jour.`,
  );
}

async function* readTables(pieces: AsyncGenerator<Buffer>): AsyncGenerator<SavedRows> {
  const source = new Source(pieces);
  try {
    await source.line();
    for (let tables = 0; ; tables++) {
      const line = parse(await source.line());
      const end = endSchema.safeParse(line);
      if (end.success) {
        if (end.data.tables !== tables) throw damaged();
        return;
      }
      const { table, columns } = readLine(tableSchema, line);
      yield { table, columns, rows: readRows(source) };
    }
  } finally {
    await source.close();
  }
}

async function* readRows(source: Source): AsyncGenerator<Buffer> {
  const digest = createHash("sha256");
  let rows = 0;
  for (;;) {
    const bytes = Number(await source.line());
    if (!Number.isSafeInteger(bytes)) throw damaged();
    if (bytes === 0) break;
    for await (const chunk of source.bytes(bytes)) {
      digest.update(chunk);
      rows += countLines(chunk);
      yield chunk;
    }
  }
  const end = readLine(tableEndSchema, parse(await source.line()));
  if (end.rows !== rows || end.sha256 !== digest.digest("hex")) throw damaged();
}

/** COPY writes one line per row and escapes line ends within. */
export function countLines(bytes: Buffer): number {
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return lines;
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw damaged();
  }
}

function readLine<T>(schema: z.ZodType<T>, value: unknown): T {
  const read = schema.safeParse(value);
  if (!read.success) throw damaged();
  return read.data;
}

class Source {
  static readonly longestLine = 1_000_000;
  readonly #pieces: AsyncGenerator<Buffer>;
  #left: Buffer = Buffer.alloc(0);

  constructor(pieces: AsyncGenerator<Buffer>) {
    this.#pieces = pieces;
  }

  async line(): Promise<string> {
    let end = this.#left.indexOf(10);
    while (end < 0) {
      if (this.#left.length > Source.longestLine) throw damaged();
      this.#left = Buffer.concat([this.#left, await this.#next()]);
      end = this.#left.indexOf(10);
    }
    const line = this.#left.toString("utf8", 0, end);
    this.#left = this.#left.subarray(end + 1);
    return line;
  }

  async *bytes(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const chunk = this.#left.length > 0 ? this.#left : await this.#next();
      const own = chunk.subarray(0, left);
      this.#left = chunk.subarray(own.length);
      left -= own.length;
      yield own;
    }
  }

  async close(): Promise<void> {
    await this.#pieces.return(undefined);
  }

  async #next(): Promise<Buffer> {
    const { value, done } = await this.#pieces.next();
    if (done) throw damaged();
    return value;
  }
}
