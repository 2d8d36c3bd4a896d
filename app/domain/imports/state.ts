/** `reading` → `planned` or `refused`; `planned` → `applied` or `abandoned`; `applied` → `undone`. */
export type ImportState = "reading" | "refused" | "planned" | "applied" | "abandoned" | "undone";

/** The snapshot is kept until the import ends, the plan for good. */
export type ImportDocument = "snapshot" | "plan";

export interface ReceivedName {
  readonly name: string;
  readonly sizeBytes: number;
}

/** Absent until a process takes the reading up. */
export interface ReadingProgress {
  readonly stage: "reading" | "planning";
  readonly bytesRead: number;
  readonly bytesTotal: number;
  readonly people: number;
  /** When this was written, ISO 8601. */
  readonly at: string;
}

/** After this silence the reading process counts as lost, and another takes over. */
const silenceMs = 15_000;

export function readingIsInterrupted(progress: ReadingProgress | undefined, now: Date): boolean {
  return progress !== undefined && now.getTime() - Date.parse(progress.at) > silenceMs;
}
