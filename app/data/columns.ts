/**
 * The columns that tables share. `uai` comes first in every primary key, foreign key and index of a school's table: a
 * link across schools cannot be written down, and the database can be distributed by school.
 */

import { customType, text, timestamp } from "drizzle-orm/pg-core";

export const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });
export const uai = () => text().notNull();
export const at = () => timestamp({ withTimezone: true });
