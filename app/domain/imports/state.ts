/**
 * One run of an import: `reading` → `planned` or `refused`; `planned` → `applied` or `abandoned`; `applied` →
 * `undone`. What the files said is kept until it has ended.
 */
export type ImportState = "reading" | "refused" | "planned" | "applied" | "abandoned" | "undone";

/** What is kept of an import beside its row: what the files said until it has ended, its plan for good. */
export type ImportDocument = "snapshot" | "plan";

/** A file as it was sent. */
export interface ReceivedName {
  readonly name: string;
  readonly sizeBytes: number;
}

/** How far a reading has come; absent while nobody has begun it. */
export interface ReadingProgress {
  readonly stage: "reading" | "planning";
  readonly bytesRead: number;
  readonly bytesTotal: number;
  /** Pupils, guardians and staff found so far. */
  readonly people: number;
  /** When this was written, ISO 8601. */
  readonly at: string;
}

/** A reading that says nothing for so long has lost its process; another takes it up. */
const silenceMs = 15_000;

export function readingIsInterrupted(progress: ReadingProgress | undefined, now: Date): boolean {
  return progress !== undefined && now.getTime() - Date.parse(progress.at) > silenceMs;
}
