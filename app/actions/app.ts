import type { Database, SchoolTransaction } from "#data/database.ts";
import type { Jobs } from "#data/jobs.ts";
import type { Throttle } from "#data/throttle.ts";
import { type Actor, whyNotAdminister } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";

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

/** A refusal is a returned value: a reason, never an exception. */
export type Refusable<T, R> = { readonly done: T } | { readonly refused: R };

/** One transaction in the school, for its administrator only. */
export async function asAdministrator<T>(
  app: Pick<App, "database">,
  actor: Actor,
  uai: string,
  work: (tx: SchoolTransaction) => Promise<Refusable<T, Reason>>,
): Promise<Refusable<T, Reason>> {
  const refusal = whyNotAdminister(actor);
  return refusal ? { refused: refusal } : app.database.inSchool(uai, work);
}
