import { integer, pgTable, text } from "drizzle-orm/pg-core";
import { at } from "#data/columns.ts";
import { defaultErasure, type ErasureMode } from "#domain/people/erasure.ts";
import type { FirstPassword } from "#domain/school/school.ts";
import type { SecondFactorRule } from "#domain/second-factor/second-factor.ts";

export const schools = pgTable("schools", {
  uai: text().primaryKey(),
  name: text().notNull(),
  email: text(),
  firstPassword: text().$type<FirstPassword>().notNull().default("birth-date"),
  /** What becomes of accounts that stay masked (`domain/people/erasure.ts`). */
  erasure: text().$type<ErasureMode>().notNull().default("announce"),
  eraseFamiliesMonths: integer().notNull().default(defaultErasure.familiesMonths),
  eraseStaffMonths: integer().notNull().default(defaultErasure.staffMonths),
  secondFactor: text().$type<SecondFactorRule>().notNull().default("offered"),
  createdAt: at().notNull().defaultNow(),
});
