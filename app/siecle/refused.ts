import type { FileKind } from "#domain/snapshot.ts";
import type { FileRefusal } from "#siecle/refusal.ts";

/**
 * Leaves the depths of a stream or of a parser's callback, where nothing can be returned. `readFiles`
 * alone catches it, and returns the refusal as a value.
 */
export class Refused extends Error {
  readonly refusal: FileRefusal;

  constructor(refusal: FileRefusal) {
    super(refusal.code);
    this.refusal = refusal;
  }
}

/** A refusal of a file whose root is known says which export it is, and so where to have it again. */
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

/** What yauzl and zlib say of the bytes is a refusal; errors of the disk and bugs stay what they are. */
export function asRefused(error: unknown, refusal: FileRefusal): unknown {
  const isOfBytes = error instanceof Error && error.constructor === Error && !("syscall" in error);
  return isOfBytes ? new Refused(refusal) : error;
}
