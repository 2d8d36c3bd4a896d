/** What the tests of this folder share: the samples, files made on the spot, ZIPs good and bad. */

import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import { afterAll } from "vitest";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { type ReadOptions, type ReceivedFile, readFiles } from "#siecle/read-files.ts";
import type { FileRefusal } from "#siecle/refusal.ts";

const root = join(import.meta.dirname, "../..");

/** `"examples/2026-rentree/Structures.xml"`; its name is its last part. */
export function sample(path: string): ReceivedFile {
  return { name: basename(path), path: join(root, path) };
}

const folder = mkdtempSync(join(tmpdir(), "siecle-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let made = 0;

export function fileOf(name: string, content: string | Buffer): ReceivedFile {
  const path = join(folder, String(made++));
  writeFileSync(path, content);
  return { name, path };
}

/** For tests that make more than a disk likes. */
export function forget(files: readonly ReceivedFile[]): void {
  for (const { path } of files) rmSync(path);
}

/** A file too big to be made in memory. */
export function fileOfParts(name: string, parts: Iterable<string>): ReceivedFile {
  const file = fileOf(name, "");
  for (const part of parts) appendFileSync(file.path, part);
  return file;
}

export async function snapshotOf(
  files: readonly ReceivedFile[],
  options?: ReadOptions,
): Promise<SchoolSnapshot> {
  const result = await readFiles(files, options);
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

export async function refusalOf(files: readonly ReceivedFile[], options?: ReadOptions): Promise<FileRefusal> {
  const result = await readFiles(files, options);
  if (result.ok) throw new Error("not refused");
  return result.refusal;
}

/** A BEE file around these data. */
export function bee(
  root: string,
  data: string,
  { uai = "0999999Z", year = "2026", day = "05/10/2026" } = {},
): string {
  return `<?xml version="1.0" encoding="UTF-8"?><${root} VERSION="3.0"><PARAMETRES><UAJ>${uai}</UAJ><ANNEE_SCOLAIRE>${year}</ANNEE_SCOLAIRE><DATE_EXPORT>${day}</DATE_EXPORT></PARAMETRES><DONNEES>${data}</DONNEES></${root}>`;
}

export function pupilsXml(pupils: string, rest = ""): string {
  return bee("BEE_ELEVES", `<ELEVES>${pupils}</ELEVES>${rest}`);
}

export function stsXml(data: string, nomenclatures = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?><STS_EDT><PARAMETRES><UAJ CODE="0999999Z"/><ANNEE_SCOLAIRE ANNEE="2026"/></PARAMETRES><NOMENCLATURES>${nomenclatures}</NOMENCLATURES><DONNEES>${data}</DONNEES></STS_EDT>`;
}

interface Zipped {
  readonly content: string | Buffer;
  /** Bytes as they are, not deflated. */
  readonly isStored?: boolean;
  readonly flags?: number;
  readonly method?: number;
  readonly crc?: number;
  readonly saidBytes?: number;
  /** What the header before the bytes says, when it is not what the directory at the end says. */
  readonly localBytes?: number;
  /** Sizes in the field of 64 bits of the directory. */
  readonly zip64?: { readonly storedBytes: bigint; readonly saidBytes: bigint };
}

/** A ZIP of these files, as honest as they are. */
export function zipOf(files: Readonly<Record<string, string | Buffer | Zipped>>): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, given] of Object.entries(files)) {
    const zipped: Zipped = typeof given === "string" || Buffer.isBuffer(given) ? { content: given } : given;
    const content = Buffer.from(zipped.content as string);
    const data = zipped.isStored ? content : deflateRawSync(content);
    const rawName = Buffer.from(name);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(zipped.flags ?? 0x800, 2);
    facts.writeUInt16LE(zipped.method ?? (zipped.isStored ? 0 : 8), 4);
    facts.writeUInt32LE(zipped.crc ?? crc32(content), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(zipped.saidBytes ?? content.length, 18);
    facts.writeUInt16LE(rawName.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), facts, rawName, data]);
    if (zipped.localBytes !== undefined) {
      local.writeUInt32LE(zipped.localBytes, 18);
      local.writeUInt32LE(zipped.localBytes, 22);
    }
    const extra = Buffer.alloc(zipped.zip64 ? 20 : 0);
    if (zipped.zip64) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(16, 2);
      extra.writeBigUInt64LE(zipped.zip64.saidBytes, 4);
      extra.writeBigUInt64LE(zipped.zip64.storedBytes, 12);
      facts.writeUInt32LE(0xffffffff, 14);
      facts.writeUInt32LE(0xffffffff, 18);
      facts.writeUInt16LE(extra.length, 24);
    }
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\0"), facts, place, rawName, extra]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

export function bytesOf(file: ReceivedFile): Buffer {
  return readFileSync(file.path);
}
