/** One run: files, plan, application. */

import type { SnapshotFile } from "#domain/snapshot.ts";

export type ImportState = "planned" | "applied" | "abandoned";

export type StoredFile = SnapshotFile;
