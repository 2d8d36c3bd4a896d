import { type FileHandle, open } from "node:fs/promises";
import yauzl from "yauzl";
import type { Limits } from "#siecle/limits.ts";
import { asRefused, Refused } from "#siecle/refused.ts";

/** One file of a ZIP, and where its bytes lie. */
export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly crc32: number;
  readonly start: number;
  readonly storedBytes: number;
  readonly saidBytes: number;
}

export async function listEntries(path: string, file: string, limits: Limits): Promise<ZipEntry[]> {
  const handle = await open(path);
  try {
    const reader = new FileReader(handle, (await handle.stat()).size);
    const zip = await yauzl.fromRandomAccessReaderPromise(reader, reader.size, { decodeStrings: false });
    const entries: ZipEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (entries.length === limits.zipEntries) {
        throw new Refused({ code: "zip-too-many-entries", file, max: limits.zipEntries });
      }
      const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
      entries.push({
        name: nameOf(entry),
        encrypted: entry.isEncrypted(),
        method: entry.compressionMethod,
        crc32: entry.crc32,
        start: fileDataStart,
        storedBytes: entry.compressedSize,
        saidBytes: entry.uncompressedSize,
      });
    }
    if (isOverlapping(entries)) throw new Refused({ code: "zip-bomb", file });
    return entries;
  } catch (error) {
    const isEncrypted = error instanceof Error && error.message.includes("encryption");
    throw asRefused(error, { code: isEncrypted ? "zip-encrypted" : "zip-damaged", file });
  } finally {
    await handle.close();
  }
}

/** Entries that share bytes let a small ZIP swell without bound, though each keeps to the ratio. */
function isOverlapping(entries: readonly ZipEntry[]): boolean {
  const sorted = entries.toSorted((a, b) => a.start - b.start);
  return sorted.some(({ start }, i) => i > 0 && sorted[i - 1]!.start + sorted[i - 1]!.storedBytes > start);
}

function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: yauzl.Entry): string {
  return yauzl.getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, false);
}

/** On an offset far beyond the end of the file, yauzl's own reader throws where no caller can catch. */
class FileReader extends yauzl.RandomAccessReader {
  readonly size: number;
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, size: number) {
    super();
    this.#handle = handle;
    this.size = size;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    if (position + length > this.size) done(new Error("beyond the end of the file"));
    else this.#handle.read(buffer, offset, length, position).then(() => done(null), done);
  }
}
