import { and, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { comparableName } from "#domain/names.ts";

/** Any parts of names in any order; `undefined` when nothing is looked for. */
export function nameMatches(nameKey: SQLWrapper, search: string): SQL | undefined {
  // "dalmeida" finds D'ALMEIDA, "garcialopez" finds GARCIA--LOPEZ.
  const joinedNames = sql`replace(${nameKey}, ' ', '')`;
  const words = comparableName(search)
    .split(" ")
    .filter((word) => word !== "");
  return and(
    ...words.map((word) => {
      const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
      return sql`(${nameKey} like ${pattern} or ${joinedNames} like ${pattern})`;
    }),
  );
}
