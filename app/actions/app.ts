import type { Database } from "#data/database.ts";
import type { Jobs } from "#data/jobs.ts";
import type { Throttle } from "#data/throttle.ts";

/** What every action needs of the running product. */
export interface App {
  readonly database: Database;
  readonly jobs: Pick<Jobs, "enqueueMail">;
  readonly throttle: Throttle;
  readonly clock: () => Date;
}

/** A refusal is a returned value: a reason, never an exception. */
export type Refusable<T, R> = { readonly done: T } | { readonly refused: R };
