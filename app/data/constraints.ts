import { DrizzleQueryError } from "drizzle-orm";

/** Uniqueness is judged by the database; here is whether it was this constraint that said no. */
export function violates(error: unknown, constraint: string): boolean {
  const cause = error instanceof DrizzleQueryError ? error.cause : error;
  return (cause as { constraint?: string } | undefined)?.constraint === constraint;
}
