import type { FileKind } from "#domain/snapshot.ts";
import type { FileRefusal } from "#siecle/refusal.ts";

/** Leaves the depths of a stream or a parser's callback; `readFiles` alone catches it, and returns the refusal. */
export class Refused extends Error {
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** Adds the kind of export to a refusal, and so where to export it again. */
export function ofKind(refusal: FileRefusal, kind: FileKind): FileRefusal {
  switch (refusal.code) {
    case "wrong-encoding":
    case "doctype":
    case "malformed":
    case "truncated":
    case "out-of-proportion":
    case "overlong-value":
    case "too-many-people":
    case "too-many-namesakes":
    case "too-many-lessons":
    case "no-uai":
    case "no-school-year":
      return { ...refusal, kind };
    default:
      return refusal;
  }
}

/** Errors of yauzl and zlib about the bytes become a refusal; disk errors and bugs stay. */
export function asRefused(error: unknown, refusal: FileRefusal): unknown {
  const isOfBytes = error instanceof Error && error.constructor === Error && !("syscall" in error);
  return isOfBytes ? new Refused(refusal) : error;
}
