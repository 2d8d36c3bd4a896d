import type { FileRefusal } from "./refusal.ts";

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

/** What yauzl and zlib say of the bytes is a refusal; errors of the disk and bugs stay what they are. */
export function asRefused(error: unknown, refusal: FileRefusal): unknown {
  const isOfBytes = error instanceof Error && error.constructor === Error && !("syscall" in error);
  return isOfBytes ? new Refused(refusal) : error;
}
