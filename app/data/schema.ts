/**
 * The tables of a school's data. `uai` comes first in every primary key, foreign key and index: a link
 * across schools cannot be written down, and the database can be distributed by school. At the end, the few
 * tables above the schools, which a school's role cannot read.
 */

import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  boolean,
  check,
  customType,
  date,
  foreignKey,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { LinkKind } from "#domain/access/mailed-link.ts";
import type { CredentialKind } from "#domain/access/password.ts";
import type { EntryPurpose } from "#domain/access/session.ts";
import type { BulkDeed, BulkOutcome } from "#domain/bulk.ts";
import type { EventAction, EventValues } from "#domain/event.ts";
import type { Choice, Decision, FieldChange, PlanDifferences } from "#domain/imports/plan.ts";
import type { ImportDocument, ImportState, ReadingProgress, ReceivedName } from "#domain/imports/state.ts";
import type { UserRecord } from "#domain/imports/undo.ts";
import type { InspectorMailKind } from "#domain/inspectors/inspector.ts";
import type { MailKind, MailState } from "#domain/mail/mail.ts";
import { using, voiding } from "#domain/mail/mail-fate.ts";
import type { Civility } from "#domain/names.ts";
import type { TeachingThrough } from "#domain/people/directory.ts";
import { defaultErasure, type ErasureMode } from "#domain/people/erasure.ts";
import type { MaskingReason } from "#domain/people/masking.ts";
import type { Origin, Population, Profile } from "#domain/people/user.ts";
import type { EntIdDecisions, EntIdsWritten } from "#domain/portal/ent-ids/decisions.ts";
import type { EntIdPlan } from "#domain/portal/ent-ids/plan.ts";
import type { PortalColumns, PortalTable } from "#domain/portal/ent-ids/portal-file.ts";
import type { PortalProtocol } from "#domain/portal/portal.ts";
import type { FirstPassword } from "#domain/school/school.ts";
import type { AuthenticatorKind, SecondFactorRule } from "#domain/second-factor/second-factor.ts";
import type { SnapshotFile } from "#domain/snapshot.ts";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
const uai = () => text().notNull();
const at = () => timestamp({ withTimezone: true });

export const schools = pgTable("schools", {
  uai: text().primaryKey(),
  name: text().notNull(),
  email: text(),
  firstPassword: text().$type<FirstPassword>().notNull().default("birth-date"),
  /** What becomes of accounts that stay masked (`domain/people/erasure.ts`). */
  erasure: text().$type<ErasureMode>().notNull().default("announce"),
  eraseFamiliesMonths: integer().notNull().default(defaultErasure.familiesMonths),
  eraseStaffMonths: integer().notNull().default(defaultErasure.staffMonths),
  secondFactor: text().$type<SecondFactorRule>().notNull().default("offered"),
  createdAt: at().notNull().defaultNow(),
});

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
    /** Since then the row names nobody: it keeps the place of somebody whose works and events stay. */
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

const toUser = (uaiColumn: AnyPgColumn, idColumn: AnyPgColumn) =>
  foreignKey({ columns: [uaiColumn, idColumn], foreignColumns: [users.uai, users.id] });

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
    liftedAt: at(),
    liftedBy: uuid(),
    liftedByImportId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("maskings_current").on(t.uai, t.userId).where(sql`lifted_at is null`),
    index("maskings_by_user").on(t.uai, t.userId),
    toUser(t.uai, t.userId),
  ],
);

/** Somebody masked who is not to be erased for now. The current one has no `liftedAt`. */
export const erasureHolds = pgTable(
  "erasure_holds",
  {
    uai: uai(),
    id: uuid().notNull(),
    userId: uuid().notNull(),
    reason: text().notNull(),
    setAt: at().notNull(),
    setBy: uuid(),
    liftedAt: at(),
    liftedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("erasure_holds_current").on(t.uai, t.userId).where(sql`lifted_at is null`),
    toUser(t.uai, t.userId),
  ],
);

/** Logins of people who were erased: never given again, and no longer readable. */
export const retiredLogins = pgTable(
  "retired_logins",
  { uai: uai().references(() => schools.uai), loginHash: text().notNull() },
  (t) => [primaryKey({ columns: [t.uai, t.loginHash] })],
);

/** At most one per user; without one the account is closed. A birth date needs no hash: see `password.ts`. */
export const credentials = pgTable(
  "credentials",
  {
    uai: uai(),
    userId: uuid().notNull(),
    kind: text().$type<CredentialKind>().notNull(),
    hash: text(),
    setAt: at().notNull(),
    expiresAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.userId] }),
    index("credentials_by_end").on(t.uai, t.expiresAt).where(sql`expires_at is not null`),
    toUser(t.uai, t.userId),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    uai: uai(),
    /** SHA-256 of the cookie's token. */
    tokenHash: text().notNull(),
    /** Names it on "Mon compte", where neither the token nor its hash is written. */
    id: uuid().notNull().defaultRandom(),
    userId: uuid().notNull(),
    /** As it was opened: what it lets do also depends on the second factor (`domain/access/session.ts`). */
    purpose: text().$type<EntryPurpose>().notNull(),
    /** In words, such as `Firefox sur Windows`. */
    device: text(),
    /** Where it was last used: the beginning of a network address, never the whole. */
    network: text(),
    createdAt: at().notNull(),
    lastUsedAt: at().notNull(),
    /** Said once, on the next page. */
    notice: text(),
    /** When the second factor was last proved. */
    provedAt: at(),
    /** What a passkey must sign: good once, and not for long. */
    challenge: text(),
    challengeEndsAt: at(),
    /** Whose accounts were to be closed when a proof was asked for: found again after it. */
    keptSelection: uuid().array(),
    /** Opened through the portal: SHA-256 of the ticket that it gave, by which it ends the session. */
    ticketHash: text(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.tokenHash] }),
    index("sessions_by_user").on(t.uai, t.userId),
    uniqueIndex("sessions_ticket").on(t.uai, t.ticketHash).where(sql`ticket_hash is not null`),
    toUser(t.uai, t.userId),
  ],
);

/** The school's portal (ENT). */
export const portals = pgTable("portals", {
  uai: text()
    .primaryKey()
    .references(() => schools.uai),
  protocol: text().$type<PortalProtocol>().notNull(),
  address: text().notNull(),
  attribute: text(),
  clientId: text(),
  /** `data/engine/seal.ts`; its owner is `portalOwner`. */
  sealedSecret: bytea(),
  setAt: at().notNull(),
  setBy: uuid(),
});

/** Who came from the portal and has no account that bears this id. */
export const portalArrivals = pgTable(
  "portal_arrivals",
  {
    uai: uai().references(() => schools.uai),
    entId: text().notNull(),
    /** As the portal says it: nobody is ever matched on it. */
    shownName: text(),
    firstAt: at().notNull(),
    lastAt: at().notNull(),
    visits: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.entId] }), index("portal_arrivals_by_date").on(t.uai, t.lastAt)],
);

/** The browsers in which somebody has signed in: each keeps a cookie of its own. */
export const devices = pgTable(
  "devices",
  {
    uai: uai(),
    userId: uuid().notNull(),
    /** SHA-256 of the cookie's token. */
    tokenHash: text().notNull(),
    lastSeenAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.userId, t.tokenHash] }),
    toUser(t.uai, t.userId).onDelete("cascade"),
  ],
);

/** With what somebody proves that he is himself, after the password. */
export const authenticators = pgTable(
  "authenticators",
  {
    uai: uai(),
    id: uuid().notNull(),
    userId: uuid().notNull(),
    kind: text().$type<AuthenticatorKind>().notNull(),
    label: text().notNull(),
    createdAt: at().notNull(),
    lastUsedAt: at(),
    /** Of an application: its secret, sealed (`seal.ts`), and the step of the last code that served. */
    sealedSecret: bytea(),
    lastStep: bigint({ mode: "number" }),
    /** Of a passkey. */
    credentialId: text(),
    publicKey: bytea(),
    counter: bigint({ mode: "number" }),
    transports: text().array(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("authenticators_credential").on(t.uai, t.credentialId),
    index("authenticators_by_user").on(t.uai, t.userId),
    toUser(t.uai, t.userId).onDelete("cascade"),
  ],
);

/** Codes on paper for whoever has lost the rest. One that has served is no longer there. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    uai: uai(),
    userId: uuid().notNull(),
    /** SHA-256: 64 random bits are not guessed. */
    codeHash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.userId, t.codeHash] }),
    toUser(t.uai, t.userId).onDelete("cascade"),
  ],
);

/** Links sent by mail that have not served yet: each is good once, and not for long. */
export const mailedLinks = pgTable(
  "mailed_links",
  {
    uai: uai(),
    /** SHA-256 of the link's token. */
    tokenHash: text().notNull(),
    kind: text().$type<LinkKind>().notNull(),
    userId: uuid().notNull(),
    /** Where it was sent. */
    address: text().notNull(),
    expiresAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.tokenHash] }),
    index("mailed_links_by_user").on(t.uai, t.userId),
    toUser(t.uai, t.userId).onDelete("cascade"),
  ],
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
    /** In what this plan is not the one that somebody had read. */
    differences: jsonb().$type<PlanDifferences>(),
    endedAt: at(),
    endedBy: uuid(),
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

/** A mail's fate. The password it carries is never here. */
export const mails = pgTable(
  "mails",
  {
    uai: uai(),
    id: uuid().notNull(),
    userId: uuid().notNull(),
    kind: text().$type<MailKind>().notNull(),
    address: text().notNull(),
    state: text().$type<MailState>().notNull(),
    attempts: integer().notNull().default(0),
    /** The mail server's own words when it refused, or at the last passing fault. */
    serverText: text(),
    requestedAt: at().notNull(),
    requestedBy: uuid(),
    endedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    index("mails_by_user").on(t.uai, t.userId, t.requestedAt),
    index("mails_refused").on(t.uai, t.userId).where(sql`state = 'refused'`),
    toUser(t.uai, t.userId),
  ],
);

/** A way of looking at the users table that somebody gave a name. */
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
    deed: text().$type<BulkDeed>().notNull(),
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

/** Who did what to whom, written in the transaction of the deed. */
const [signedIn, chosen] = using;
const passwordActions = [chosen, ...voiding].map((action) => `'${action}'`).join(", ");

/** What became of a password that was mailed. Only a provisional one is used by such a sign-in: not by the portal's. */
export const tellsOfPassword = `action in (${passwordActions})
  or action = '${signedIn}' and after->>'purpose' = 'choose-password'`;

export const events = pgTable(
  "events",
  {
    uai: uai(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    at: at().notNull(),
    actorId: uuid(),
    action: text().$type<EventAction>().notNull(),
    targetId: uuid(),
    before: jsonb().$type<EventValues | null>(),
    after: jsonb().$type<EventValues | null>(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    index("events_by_target").on(t.uai, t.targetId, t.at),
    // What the table says of each of its rows stands in these: the events themselves lie far from one another.
    index("events_of_sign_in").on(t.uai, t.targetId, t.at).where(sql`action = 'signed-in'`),
    index("events_of_password").on(t.uai, t.targetId, t.at, t.action).where(sql.raw(tellsOfPassword)),
    index("events_by_date").on(t.uai, t.at),
  ],
);

/**
 * A portal's file that gives ENT ids. Once it has ended, applied or given up, what it said is forgotten: counts stay,
 * and an event for each account.
 */
export const entIdFillings = pgTable(
  "ent_id_fillings",
  {
    uai: uai().references(() => schools.uai),
    id: uuid().notNull(),
    createdAt: at().notNull(),
    createdBy: uuid(),
    fileName: text(),
    content: json().$type<PortalTable>(),
    /** None before somebody has told them. */
    columns: jsonb().$type<PortalColumns>(),
    /** As it was read: what is not so any more is not written. */
    plan: json().$type<EntIdPlan>(),
    decisions: jsonb().$type<EntIdDecisions>().notNull().default({}),
    endedAt: at(),
    endedBy: uuid(),
    /** Of what was applied; none when it was given up. */
    counts: jsonb().$type<EntIdsWritten>(),
  },
  (t) => [primaryKey({ columns: [t.uai, t.id] }), index("ent_id_fillings_by_date").on(t.uai, t.createdAt)],
);

/** That a head let an inspector in. The current one of an inspector has no `closedAt`. */
export const inspectorOpenings = pgTable(
  "inspector_openings",
  {
    uai: uai().references(() => schools.uai),
    id: uuid().notNull(),
    inspectorId: uuid()
      .notNull()
      .references(() => inspectors.id),
    openedAt: at().notNull(),
    openedBy: uuid().notNull(),
    /** The last day, in France. */
    endsOn: date({ mode: "string" }),
    closedAt: at(),
    closedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.uai, t.id] }),
    uniqueIndex("inspector_openings_current").on(t.uai, t.inspectorId).where(sql`closed_at is null`),
    toUser(t.uai, t.openedBy),
  ],
);

/** Above the schools. The e-mail, in lower case, is the login. */
export const inspectors = pgTable(
  "inspectors",
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    lastName: text().notNull(),
    firstName: text().notNull(),
    nameKey: text().notNull(),
    /** Argon2id, in PHC form; none before a password is chosen. */
    passwordHash: text(),
    createdAt: at().notNull(),
  },
  (t) => [uniqueIndex("inspectors_email").on(t.email)],
);

const inspectorId = () =>
  uuid()
    .notNull()
    .references(() => inspectors.id);

export const inspectorSessions = pgTable("inspector_sessions", {
  /** SHA-256 of the cookie's token. */
  tokenHash: text().primaryKey(),
  inspectorId: inspectorId(),
  createdAt: at().notNull(),
  lastUsedAt: at().notNull(),
});

/** A mailed address at which a password is chosen, once. */
export const inspectorLinks = pgTable("inspector_links", {
  /** SHA-256 of the token in the address. */
  tokenHash: text().primaryKey(),
  inspectorId: inspectorId(),
  expiresAt: at().notNull(),
});

/** A mail's fate, as in `mails`. The link that it may carry is never here. */
export const inspectorMails = pgTable("inspector_mails", {
  id: uuid().primaryKey(),
  inspectorId: inspectorId(),
  kind: text().$type<InspectorMailKind>().notNull(),
  /** The school whose access was opened or closed. */
  schoolUai: text(),
  /** The last day of the access. */
  endsOn: date({ mode: "string" }),
  state: text().$type<MailState>().notNull(),
  attempts: integer().notNull().default(0),
  serverText: text(),
  requestedAt: at().notNull(),
  endedAt: at(),
});
