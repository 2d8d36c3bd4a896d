import type { Throttle } from "#data/access/throttle.ts";
import type { Database, SchoolTransaction } from "#data/database.ts";
import type { Jobs } from "#data/engine/jobs.ts";
import type { Seal } from "#data/engine/seal.ts";
import { lockUser, type StoredUser } from "#data/people/users.ts";
import { countAuthenticators } from "#data/second-factor/authenticators.ts";
import { type Outcome, type Refused, refused } from "#domain/outcome.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import type { RelyingParty, WhyNoPasskey } from "#domain/second-factor/passkey.ts";
import { whyNotProved } from "#domain/second-factor/second-factor.ts";

/** What every action needs of the running product. */
export interface App {
  readonly database: Database;
  readonly jobs: Pick<Jobs, "enqueueMail">;
  readonly throttle: Throttle;
  readonly clock: () => Date;
}

/** What the actions about inspectors need: they stand above the schools. */
export interface InspectorsApp extends Pick<App, "database" | "clock"> {
  readonly jobs: Pick<Jobs, "enqueueInspectorMail">;
}

/** What the second factor needs. */
export interface SecondFactorApp extends Pick<App, "database" | "clock" | "throttle"> {
  readonly seal: Seal;
  readonly productName: string;
  /** The site as passkeys know it, or why they do not. */
  readonly relyingParty: () => Outcome<RelyingParty, WhyNoPasskey>;
}

/** An action in its transaction: by whom, and when. */
export interface Doing {
  readonly app: App;
  readonly tx: SchoolTransaction;
  readonly actor: Actor;
  readonly at: Date;
  /** The selection that asked for it: what it did is found again by it, to be undone. */
  readonly selectionId?: string;
}

/** One transaction in the school, for its administrator only. The work may refuse for reasons of its own. */
export async function asAdministrator<O extends Outcome<unknown, unknown>>(
  app: Pick<App, "database">,
  actor: Actor,
  uai: string,
  work: (tx: SchoolTransaction) => Promise<O>,
): Promise<O | Refused<Reason>> {
  const refusal = whyNotAdminister(actor);
  return refusal ? refused(refusal) : app.database.inSchool(uai, work);
}

/** A grave deed: whoever has an authenticator must have proved it lately. The command line has none. */
export async function asProvenAdministrator<O extends Outcome<unknown, unknown>>(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  work: (tx: SchoolTransaction) => Promise<O>,
): Promise<O | Refused<Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const refusal = await whyNotSecondFactor(app, tx, actor);
    return refusal ? refused(refusal) : work(tx);
  });
}

type UserRule = (user: StoredUser, tx: SchoolTransaction) => Reason | undefined | Promise<Reason | undefined>;

/** What the administrator does to one person, whom nobody else changes meanwhile. */
export async function onUser<O extends Outcome<unknown, unknown>>(
  app: Pick<App, "database">,
  actor: Actor,
  uai: string,
  userId: string,
  whyNot: UserRule,
  work: (tx: SchoolTransaction, user: StoredUser) => Promise<O>,
): Promise<O | Refused<Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    const user = await lockUser(tx, userId);
    if (!user) return refused("not-found");
    const reason = await whyNot(user, tx);
    return reason ? refused(reason) : work(tx, user);
  });
}

/** Where how grave the deed is shows only inside. */
export async function whyNotSecondFactor(
  { clock }: Pick<App, "clock">,
  tx: SchoolTransaction,
  actor: Actor,
): Promise<Reason | undefined> {
  const own = actor.userId ? await countAuthenticators(tx, actor.userId) : 0;
  return whyNotProved(own > 0, actor.provedAt, clock());
}
