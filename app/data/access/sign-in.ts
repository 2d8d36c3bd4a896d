/** What is read of somebody who is not signed in, and what is written when he comes in. */

import { and, asc, eq, sql } from "drizzle-orm";
import { type Credential, toCredential } from "#data/access/credentials.ts";
import { credentials } from "#data/access/schema.ts";
import type { Queries, SchoolTransaction } from "#data/database.ts";
import { users } from "#data/people/schema.ts";
import { type StoredUser, toUser } from "#data/people/users.ts";
import type { Place } from "#domain/access/device.ts";
import type { Entered } from "#domain/access/events.ts";
import type { EntryPurpose } from "#domain/access/session.ts";
import type { NewEvent } from "#domain/history/events.ts";

export interface ForSignIn {
  readonly user: StoredUser;
  readonly credential: Credential | undefined;
  /** The account was opened in this device before. */
  readonly knowsDevice: boolean;
  readonly hasAuthenticator: boolean;
}

/** All that a sign-in needs to know, in one query: an account that is not there takes no less time. */
export async function findForSignIn(
  tx: SchoolTransaction,
  login: string,
  deviceHash: string | undefined,
): Promise<ForSignIn | undefined> {
  const query = signInQueries.get(tx.db) ?? signInQuery(tx.db);
  signInQueries.set(tx.db, query);
  const [row] = await query.execute({ uai: tx.uai, login, device: deviceHash ?? null });
  if (!row) return undefined;
  const { user, credential, masked, knowsDevice, hasAuthenticator } = row;
  return {
    user: { ...toUser(user), masked },
    credential: credential ? toCredential(credential) : undefined,
    knowsDevice,
    hasAuthenticator,
  };
}

/** Written and planned once per connection: what the door costs beside Argon2 is measured. */
const signInQueries = new WeakMap<Queries, ReturnType<typeof signInQuery>>();

function signInQuery(db: Queries) {
  return db
    .select({
      user: users,
      credential: credentials,
      masked: sql<boolean>`exists (
        select 1 from maskings m where m.uai = users.uai and m.user_id = users.id and m.lifted_at is null)`,
      knowsDevice: sql<boolean>`exists (
        select 1 from devices d
        where d.uai = users.uai and d.user_id = users.id and d.token_hash = ${sql.placeholder("device")})`,
      hasAuthenticator: sql<boolean>`exists (
        select 1 from authenticators a where a.uai = users.uai and a.user_id = users.id)`,
    })
    .from(users)
    .leftJoin(credentials, and(eq(credentials.uai, users.uai), eq(credentials.userId, users.id)))
    .where(and(eq(users.uai, sql.placeholder("uai")), eq(users.login, sql.placeholder("login"))))
    .prepare("find_at_the_door");
}

export interface Entrance {
  readonly userId: string;
  /** What opened the account, as it was found. */
  readonly proof: Pick<Credential, "kind" | "hash"> | PortalProof;
  readonly purpose: EntryPurpose;
  readonly at: Date;
  readonly place: Place | undefined;
  /** SHA-256 of the tokens of both cookies. */
  readonly sessionHash: string;
  readonly deviceHash: string;
  readonly event: EnteringEvent;
}

type EnteringAction = "signed-in" | "password-chosen";
/** Without what the entrance itself tells. */
type EnteringEvent = {
  readonly [A in EnteringAction]: {
    readonly action: A;
    readonly after: Omit<NonNullable<NewEvent<A>["after"]>, keyof Entered>;
  };
}[EnteringAction];

const ofNewDevice = JSON.stringify({ newDevice: true } satisfies Entered);

/** The school's portal has vouched for who bears this id. */
interface PortalProof {
  readonly entId: string;
  readonly ticketHash: string;
}

/**
 * A session, the trust of a device and the event, which tells a device never seen before. One statement, planned
 * once per connection.
 * False when the proof is no longer what it was: somebody who voids it at this moment finds the session and closes
 * it, or comes first.
 */
export async function enter(tx: SchoolTransaction, entrance: Entrance): Promise<boolean> {
  const { userId, proof, purpose, at, place, sessionHash, deviceHash, event } = entrance;
  const { name, still, ticket, values } = "entId" in proof ? byPortal(proof) : byCredential(proof);
  const entered = await tx.db.$client.query({
    name,
    text: `
      with still as (${still}),
      opened as (
        insert into sessions
          (uai, user_id, token_hash, purpose, created_at, last_used_at, device, network, ticket_hash)
        select $1, $2, $5, $6, $7, $7, $8, $9, ${ticket} from still),
      seen as (
        insert into devices (uai, user_id, token_hash, last_seen_at) select $1, $2, $10, $7 from still
        on conflict (uai, user_id, token_hash) do update set last_seen_at = excluded.last_seen_at
        returning xmax = 0 as is_new)
      insert into events (uai, at, actor_id, target_id, action, after)
      select $1, $7, $2, $2, $11, $12::jsonb || case when is_new then '${ofNewDevice}' else '{}' end::jsonb
      from seen`,
    values: [
      tx.uai,
      userId,
      ...values,
      sessionHash,
      purpose,
      at,
      place?.device ?? null,
      place?.network ?? null,
      deviceHash,
      event.action,
      JSON.stringify({ ...event.after, ...place } satisfies NewEvent<EnteringAction>["after"]),
    ],
  });
  return entered.rowCount === 1;
}

function byCredential({ kind, hash }: Pick<Credential, "kind" | "hash">) {
  return {
    name: "enter",
    still: `
      select 1 from credentials
      where uai = $1 and user_id = $2 and kind = $3 and hash is not distinct from $4 for share`,
    ticket: "null",
    values: [kind, hash ?? null],
  };
}

function byPortal({ entId, ticketHash }: PortalProof) {
  return {
    name: "enter_by_portal",
    still: `
      select 1 from users u
      where u.uai = $1 and u.id = $2 and u.ent_id = $3 and u.erased_at is null and not exists (
        select 1 from maskings m where m.uai = u.uai and m.user_id = u.id and m.lifted_at is null)
      for share`,
    ticket: "$4",
    values: [entId, ticketHash],
  };
}

/**
 * Whom a mail to this address can give a new password: all the accounts that have it, several in a family.
 * Who is masked or has a closed account is opened by the administrator, not by a mail.
 */
export async function listResettable(tx: SchoolTransaction, email: string): Promise<StoredUser[]> {
  const rows = await tx.db
    .select({ user: users })
    .from(users)
    .innerJoin(credentials, and(eq(credentials.uai, users.uai), eq(credentials.userId, users.id)))
    .where(and(eq(users.uai, tx.uai), sql`lower(${users.email}) = lower(${email})`, eq(users.masked, false)))
    .orderBy(asc(users.nameKey), asc(users.id));
  return rows.map(({ user }) => toUser(user));
}
