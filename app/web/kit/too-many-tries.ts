import type { Context } from "hono";
import { reasonSentence } from "#domain/reasons.ts";
import { roughly } from "#web/kit/dates.ts";

/** Says how long to wait, to a person and to a program. */
export function tooManyTries(c: Context, waitMs: number): string {
  c.header("Retry-After", String(Math.ceil(waitMs / 1000)));
  return `${reasonSentence("too-many-tries")} Prochain essai possible dans ${roughly(waitMs)}.`;
}
