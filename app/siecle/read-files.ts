import { stat } from "node:fs/promises";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { SchoolSnapshot } from "#domain/snapshot.ts";
import { ExportPile } from "#siecle/export-pile.ts";
import { defaultLimits, type Limits } from "#siecle/limits.ts";
import type { FileRefusal } from "#siecle/refusal.ts";
import { Refused } from "#siecle/refused.ts";
import { sourcesOf } from "#siecle/sources.ts";

/** A file on disk; `name` is the name under which it was sent. */
export interface ReceivedFile {
  readonly name: string;
  readonly path: string;
}

export interface ReadOptions {
  /** `bytesRead` counts received bytes, up to their total. */
  onProgress?(bytesRead: number, people: number): void;
  readonly limits?: Partial<Limits>;
  readonly expectedUai?: string;
}

/** Reads the Ministry's files of one school, XML or ZIP, in any order. */
export async function readFiles(
  files: readonly ReceivedFile[],
  options: ReadOptions = {},
): Promise<Outcome<SchoolSnapshot, FileRefusal>> {
  try {
    return done(await read(files, options));
  } catch (error) {
    if (error instanceof Refused) return refused(error.refusal);
    throw error;
  }
}

async function read(files: readonly ReceivedFile[], options: ReadOptions): Promise<SchoolSnapshot> {
  const limits = { ...defaultLimits, ...options.limits };
  if (files.length === 0) throw new Refused({ code: "no-file" });
  if (files.length > limits.files) {
    throw new Refused({ code: "too-many-files", count: files.length, max: limits.files });
  }
  const pile = new ExportPile(limits, options.expectedUai);
  let behind = 0;
  for (const { name, path } of byName(files)) {
    const { size } = await stat(path);
    let start = behind;
    for await (const source of sourcesOf(name, path, limits)) {
      await pile.add(source, (bytes, people) => {
        const share = Math.min(1, bytes / source.saidBytes);
        options.onProgress?.(Math.floor(start + share * source.storedBytes), people);
      });
      start += source.storedBytes;
    }
    behind += size;
    options.onProgress?.(behind, pile.people);
  }
  return pile.snapshot();
}

/** The order of upload must change nothing, not even which file is refused first. */
function byName(files: readonly ReceivedFile[]): ReceivedFile[] {
  return files.toSorted((a, b) => (a.name < b.name ? -1 : Number(a.name > b.name)));
}
