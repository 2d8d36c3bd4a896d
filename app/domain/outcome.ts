/**
 * The answer to whatever may be refused: done, with what came of it, or refused, with why. A refusal is a returned
 * value, never an exception. A rule that only says why not (`whyNotX`) answers its reason or `undefined`.
 */
export type Outcome<T, R> = Done<T> | Refused<R>;

export interface Done<T> {
  readonly ok: true;
  readonly value: T;
}

export interface Refused<R> {
  readonly ok: false;
  readonly refusal: R;
}

export function done(): Done<undefined>;
export function done<T>(value: T): Done<T>;
export function done(value?: unknown): Done<unknown> {
  return { ok: true, value };
}

export function refused<const R>(refusal: R): Refused<R> {
  return { ok: false, refusal };
}
