import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
import { shownFileName } from "#domain/french.ts";
import { headOf, sniff } from "#domain/sniff.ts";
import type { Limits } from "#siecle/limits.ts";
import { asRefused, Refused } from "#siecle/refused.ts";
import { chunkBytes, type XmlSource } from "#siecle/xml-source.ts";
import { listEntries, type ZipEntry } from "#siecle/zip-directory.ts";

/** The XML files of a ZIP, in its order. The names inside are shown, never used as paths. */
export async function* unzip(path: string, file: string, limits: Limits): AsyncGenerator<XmlSource> {
  const entries = await listEntries(path, file, limits);
  if (entries.some(({ name }) => name === "[Content_Types].xml" || name === "mimetype")) {
    throw new Refused({ code: "not-an-export", file, look: "office" });
  }
  let found = 0;
  for (const entry of entries) {
    if (isAside(entry.name)) continue;
    if (entry.encrypted) throw new Refused({ code: "zip-encrypted", file });
    if (entry.method !== 0 && entry.method !== 8) throw new Refused({ code: "zip-method", file });
    const open = () => checkedBytes(path, file, entry, limits);
    const head = await headOf(open());
    const look = sniff(head);
    const name = `${file} › ${shownFileName(entry.name)}`;
    if (look === "zip") throw new Refused({ code: "zip-in-zip", file });
    if (look === "xml") {
      found++;
      yield { name, head, storedBytes: entry.storedBytes, saidBytes: entry.saidBytes, open };
    } else if (/\.xml$/i.test(entry.name)) throw new Refused({ code: "not-an-export", file: name, look });
  }
  if (found === 0) throw new Refused({ code: "zip-without-export", file });
}

/** Folders, and files added by macOS or hidden settings. */
function isAside(name: string): boolean {
  const parts = name.split("/");
  return name.endsWith("/") || parts.includes("__MACOSX") || parts.at(-1)!.startsWith(".");
}

/** Counts the real bytes, whatever the ZIP declares. */
async function* checkedBytes(path: string, file: string, entry: ZipEntry, limits: Limits) {
  const mostBytes = Math.max(limits.zipRatioFromBytes, limits.zipRatio * entry.storedBytes);
  let bytes = 0;
  let crc = 0;
  for await (const chunk of inflated(path, file, entry)) {
    bytes += chunk.length;
    crc = crc32(chunk, crc);
    if (bytes > mostBytes) throw new Refused({ code: "zip-bomb", file });
    yield chunk;
  }
  if (bytes !== entry.saidBytes || crc !== entry.crc32) throw new Refused({ code: "zip-damaged", file });
}

async function* inflated(path: string, file: string, entry: ZipEntry): AsyncGenerator<Buffer> {
  if (entry.storedBytes === 0) return;
  const end = entry.start + entry.storedBytes - 1;
  const stored = createReadStream(path, { start: entry.start, end, highWaterMark: chunkBytes });
  if (entry.method === 0) return yield* stored;
  const inflate = createInflateRaw({ chunkSize: chunkBytes });
  pipeline(stored, inflate, () => {});
  try {
    yield* inflate;
  } catch (error) {
    throw asRefused(error, { code: "zip-damaged", file });
  }
}
