import {
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { at, bytea, uai } from "#data/columns.ts";
import { schools } from "#data/school/schema.ts";
import type { PlanCounts } from "#domain/imports/counts.ts";
import type { Choice, Decision, FieldChange, PlanDifferences } from "#domain/imports/plan.ts";
import type { ImportDocument, ImportState, ReadingProgress, ReceivedName } from "#domain/imports/state.ts";
import type { UserRecord } from "#domain/imports/undo.ts";
import type { SnapshotFile } from "#domain/snapshot.ts";

export const imports = pgTable(
  "imports",
  {
    uai: uai().references(() => schools.uai),
    id: uuid().notNull(),
    state: text().$type<ImportState>().notNull(),
    createdAt: at().notNull(),
    /** Nobody: the command line. */
    createdBy: uuid(),
    /** The files as they were sent, in the order of their pieces. */
    received: jsonb().$type<readonly ReceivedName[]>().notNull().default([]),
    progress: jsonb().$type<ReadingProgress>(),
    /** Why the files were refused, in French. */
    refusal: text(),
    /** Known once the files are read, like the plan. */
    schoolYear: integer(),
    files: jsonb().$type<readonly SnapshotFile[]>().notNull().default([]),
    /** With which the plan was made. */
    choices: jsonb().$type<Record<string, Choice>>().notNull().default({}),
    /** Made since: the next plan will follow them. */
    decisions: jsonb().$type<Record<string, Decision>>().notNull().default({}),
    /** In what this plan is not the one that a user had read. */
    differences: jsonb().$type<PlanDifferences>(),
    endedAt: at(),
    endedBy: uuid(),
    /** What was applied; none before, or when the import was given up. */
    counts: jsonb().$type<PlanCounts>(),
    /** The classes as they were, for an undo. */
    divisionsBefore: jsonb().$type<readonly { code: string; label: string | null; schoolYear: number }[]>(),
    undoneAt: at(),
    undoneBy: uuid(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.id] }), index("imports_by_date").on(t.uai, t.createdAt)],
);

/**
 * What the files of an import said, and its plan: values of many megabytes, in pieces, so that nobody ever holds one
 * as a whole text.
 */
export const importDocuments = pgTable(
  "import_documents",
  {
    uai: uai(),
    importId: uuid().notNull(),
    document: text().$type<ImportDocument>().notNull(),
    /** The list whose items these are; empty: all that is no list. */
    field: text().notNull(),
    piece: integer().notNull(),
    content: json().$type<unknown>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.importId, t.document, t.field, t.piece] }),
    foreignKey({ columns: [t.uai, t.importId], foreignColumns: [imports.uai, imports.id] }),
  ],
);

/** The files of an import that are not read yet. They are erased as soon as they are. */
export const importFilePieces = pgTable(
  "import_file_pieces",
  {
    uai: uai(),
    importId: uuid().notNull(),
    /** The file's place in `imports.received`, and the piece's in the file, from 0. */
    file: integer().notNull(),
    piece: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.importId, t.file, t.piece] }),
    foreignKey({ columns: [t.uai, t.importId], foreignColumns: [imports.uai, imports.id] }),
  ],
);

/** What an applied import did to one person. */
export const importChanges = pgTable(
  "import_changes",
  {
    uai: uai(),
    importId: uuid().notNull(),
    /** No foreign keys: an undo may erase the person, the history stays; and each would be checked row by row. */
    userId: uuid().notNull(),
    kind: text().$type<"created" | "updated" | "returned" | "masked">().notNull(),
    changes: jsonb().$type<readonly FieldChange[]>(),
    /** The person's record just before and just after: what an undo compares. Absent for who was created. */
    before: jsonb().$type<UserRecord>(),
    after: jsonb().$type<UserRecord>(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.importId, t.userId] }),
    index("import_changes_by_user").on(t.uai, t.userId),
  ],
);
