import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { at, uai } from "#data/columns.ts";
import { schools } from "#data/school/schema.ts";
import type { BulkAction, BulkOutcome } from "#domain/bulk.ts";
import type { Civility } from "#domain/names.ts";
import type { TeachingThrough } from "#domain/people/directory.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { Origin, Population, Profile } from "#domain/people/user.ts";

export const users = pgTable(
  "users",
  {
    /** The school's door was opened on it: a foreign key would check it again for every row of an import. */
    uai: uai(),
    id: uuid().notNull(),
    login: text().notNull(),
    profile: text().$type<Profile>().notNull(),
    population: text()
      .$type<Population>()
      .notNull()
      .generatedAlwaysAs(sql`case when profile in ('pupil', 'guardian') then profile else 'staff' end`),
    origin: text().$type<Origin>().notNull(),
    civility: text().$type<Civility>(),
    lastName: text().notNull(),
    birthName: text(),
    firstName: text().notNull(),
    /** Comparison form, `LAST NAME\tFIRST NAME`: what search and the French order read. */
    nameKey: text().notNull(),
    birthDate: date({ mode: "string" }),
    email: text(),
    emailByHand: boolean().notNull().default(false),
    entId: text(),
    discipline: text(),
    siecleId: text(),
    ine: text(),
    elenoet: text(),
    createdAt: at().notNull().defaultNow(),
    /** Counts the corrections made on screen: the second of two people who edit at once is told. */
    version: integer().notNull().default(1),
    /** Since then the row names nobody: it keeps the place of a user whose works and events stay. */
    erasedAt: at(),
    /** Has a current masking, or is erased: so `maskings` says, and its trigger writes it here, where lists are read. */
    masked: boolean().notNull().default(false),
    /** Has once chosen a password or come in: so `credentials` and `events` say, and their triggers write it here. */
    connected: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("users_login").on(t.uai, t.login),
    uniqueIndex("users_siecle_id").on(t.uai, t.population, t.siecleId),
    uniqueIndex("users_ent_id").on(t.uai, t.entId),
    index("users_by_name").on(t.uai, t.population, t.masked, t.nameKey, t.id),
    check("users_erased_are_masked", sql`masked or erased_at is null`),
    index("users_by_discipline")
      .on(t.uai, t.discipline)
      .where(sql`discipline is not null and erased_at is null`),
  ],
);

export const toUser = (uaiColumn: AnyPgColumn, idColumn: AnyPgColumn) =>
  foreignKey({ columns: [uaiColumn, idColumn], foreignColumns: [users.uai, users.id] });

/**
 * How many people a school has who are not masked, profile by profile: the sum of all its rows. A trigger on `users`
 * adds what each statement changes to them, so that nobody waits for anybody; the daily job adds them up.
 */
export const tallies = pgTable(
  "tallies",
  {
    uai: uai(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    profile: text().$type<Profile>().notNull(),
    people: integer().notNull(),
    neverConnected: integer().notNull(),
    withoutEmail: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.id] })],
);

/** The current one has no `liftedAt`. */
export const maskings = pgTable(
  "maskings",
  {
    uai: uai(),
    id: uuid().notNull(),
    userId: uuid().notNull(),
    reason: text().$type<MaskingReason>().notNull(),
    maskedAt: at().notNull(),
    maskedBy: uuid(),
    importId: uuid(),
    selectionId: uuid(),
    liftedAt: at(),
    liftedBy: uuid(),
    liftedByImportId: uuid(),
    liftedBySelectionId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("maskings_current").on(t.uai, t.userId).where(sql`lifted_at is null`),
    index("maskings_by_user").on(t.uai, t.userId),
    toUser(t.uai, t.userId),
  ],
);

/** Logins of people who were erased: never given again, and no longer readable. */
export const retiredLogins = pgTable(
  "retired_logins",
  { uai: uai().references(() => schools.uai), loginHash: text().notNull() },
  (t) => [primaryKey({ columns: [t.uai, t.loginHash] })],
);

export const divisions = pgTable(
  "divisions",
  {
    uai: uai().references(() => schools.uai),
    code: text().notNull(),
    label: text(),
    /** The last school year whose files name it. */
    schoolYear: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.code] })],
);

export const teachingLinks = pgTable(
  "teaching_links",
  {
    uai: uai(),
    userId: uuid().notNull(),
    role: text().$type<"teaches" | "main">().notNull(),
    divisionCode: text().notNull(),
    origin: text().$type<Origin>().notNull(),
    through: text().$type<TeachingThrough>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.userId, t.role, t.divisionCode] }),
    index("teaching_links_by_division").on(t.uai, t.divisionCode),
    toUser(t.uai, t.userId),
    foreignKey({ columns: [t.uai, t.divisionCode], foreignColumns: [divisions.uai, divisions.code] }),
  ],
);

export const pupilDivisions = pgTable(
  "pupil_divisions",
  { uai: uai(), pupilId: uuid().notNull(), divisionCode: text().notNull() },
  (t) => [
    primaryKey({ columns: [t.uai, t.pupilId, t.divisionCode] }),
    index("pupil_divisions_by_division").on(t.uai, t.divisionCode),
    toUser(t.uai, t.pupilId),
    foreignKey({ columns: [t.uai, t.divisionCode], foreignColumns: [divisions.uai, divisions.code] }),
  ],
);

export const guardianships = pgTable(
  "guardianships",
  { uai: uai(), guardianId: uuid().notNull(), pupilId: uuid().notNull() },
  (t) => [
    primaryKey({ columns: [t.uai, t.guardianId, t.pupilId] }),
    index("guardianships_by_pupil").on(t.uai, t.pupilId),
    toUser(t.uai, t.guardianId),
    toUser(t.uai, t.pupilId),
  ],
);

/** A way of looking at the users table to which a user gave a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    uai: uai(),
    id: uuid().notNull(),
    /** Whose it is: nobody else sees it. */
    userId: uuid().notNull(),
    name: text().notNull(),
    /** The table's address after the `?`, without the search and the page. */
    query: text().notNull(),
    createdAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("saved_views_name").on(t.uai, t.userId, t.name),
    toUser(t.uai, t.userId),
  ],
);

/** People chosen together in the users table, for one deed; forgotten after a month. */
export const selections = pgTable(
  "selections",
  {
    uai: uai(),
    id: uuid().notNull(),
    /** Who chose them: nobody else sees it. */
    userId: uuid().notNull(),
    action: text().$type<BulkAction>().notNull(),
    ids: uuid().array().notNull(),
    /** The classes to add or remove; none before they are chosen. */
    codes: text().array().notNull().default([]),
    /** The earlier one that it turns round. */
    undoes: uuid(),
    createdAt: at().notNull(),
    doneAt: at(),
    outcome: jsonb().$type<BulkOutcome>(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    index("selections_by_user").on(t.uai, t.userId),
    index("selections_by_date").on(t.uai, t.createdAt),
    toUser(t.uai, t.userId),
  ],
);
