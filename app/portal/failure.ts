import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { PortalRefusal } from "#domain/portal/portal.ts";

/** Thrown inside this room and through libraries; the room returns it as a refusal. */
export class PortalFailure extends Error {
  readonly refusal: PortalRefusal;

  constructor(refusal: PortalRefusal, cause?: unknown) {
    super(refusal, { cause });
    this.refusal = refusal;
  }
}

export async function asked<T>(work: () => Promise<T>): Promise<Outcome<T, PortalRefusal>> {
  try {
    return done(await work());
  } catch (error) {
    if (error instanceof PortalFailure) return refused(error.refusal);
    throw error;
  }
}
