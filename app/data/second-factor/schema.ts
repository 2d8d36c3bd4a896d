import { bigint, index, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { at, bytea, uai } from "#data/columns.ts";
import { toUser } from "#data/people/schema.ts";
import type { AuthenticatorKind } from "#domain/second-factor/second-factor.ts";

/** What proves, after the password, that it is the user. */
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
    /** An application's: its secret, sealed (`seal.ts`), and the step of the last code that served. */
    sealedSecret: bytea(),
    lastStep: bigint({ mode: "number" }),
    /** A passkey's. */
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

/** Codes on paper for the user who has lost the rest. One that has served is no longer there. */
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
