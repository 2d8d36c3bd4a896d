import { and, eq, sql } from "drizzle-orm";
import { isAnyOf } from "#data/conditions.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { inBatches, rowsOf } from "#data/imports/writes/rows.ts";
import { deleteOwnRows, deleteRowsOf } from "#data/people/own-rows.ts";
import { users } from "#data/people/schema.ts";
import { nameKey } from "#data/people/users.ts";
import type { Creation, PlannedUser } from "#domain/imports/plan.ts";
import type { UserRecord } from "#domain/imports/undo.ts";

export type Created = Creation & { readonly id: string };

export async function insertUsers(
  tx: SchoolTransaction,
  created: readonly Created[],
  at: Date,
): Promise<void> {
  await inBatches(
    tx,
    created,
    (batch) => sql`
      insert into users (uai, origin, created_at, id, login, profile, civility, last_name, birth_name, first_name,
        name_key, birth_date, email, discipline, siecle_id, ine, elenoet)
      select ${tx.uai}, 'siecle', ${at.toISOString()}::timestamptz, row.*
      from ${rowsOf(
        batch.map(newRow),
        `id uuid, login text, profile text, civility text, last_name text, birth_name text, first_name text,
         name_key text, birth_date date, email text, discipline text, siecle_id text, ine text, elenoet text`,
      )}`,
  );
}

function newRow({ id, login, person }: Created) {
  return {
    id,
    login,
    profile: person.profile,
    civility: person.civility,
    last_name: person.lastName,
    birth_name: person.birthName,
    first_name: person.firstName,
    name_key: nameKey(person.lastName, person.firstName),
    birth_date: person.birthDate,
    email: person.email,
    discipline: person.discipline,
    siecle_id: person.siecleId,
    ine: person.ine,
    elenoet: person.elenoet,
  };
}

type RecordColumns = Omit<UserRecord, "divisions" | "teaches" | "mainTeacherOf" | "pupils">;

const columns: Record<keyof RecordColumns | "nameKey", string> = {
  profile: "profile",
  origin: "origin",
  civility: "civility",
  lastName: "last_name",
  birthName: "birth_name",
  firstName: "first_name",
  nameKey: "name_key",
  birthDate: "birth_date",
  email: "email",
  discipline: "discipline",
  siecleId: "siecle_id",
  ine: "ine",
  elenoet: "elenoet",
};

/** Writes the columns named by `values`; null empties one. */
export async function updateUsers(
  tx: SchoolTransaction,
  changed: readonly (PlannedUser & { readonly values: Partial<RecordColumns> })[],
): Promise<void> {
  const rows = changed
    .filter(({ values }) => Object.keys(values).length > 0)
    .map(({ userId, lastName, firstName, values }) => ({
      id: userId,
      named: { ...values, nameKey: nameKey(values.lastName ?? lastName, values.firstName ?? firstName) },
    }));
  if (rows.length === 0) return;
  const assignments = Object.entries(columns).map(([field, column]) => {
    const value = column === "birth_date" ? `(named ->> '${field}')::date` : `named ->> '${field}'`;
    return `${column} = case when named ? '${field}' then ${value} else users.${column} end`;
  });
  await tx.db.execute(sql`
    update users set version = version + 1, ${sql.raw(assignments.join(", "))}
    from ${rowsOf(rows, "id uuid, named jsonb")}
    where users.uai = ${tx.uai} and users.id = row.id`);
}

/** Run before other users take these identifiers, which are unique. */
export async function freeSiecleIds(tx: SchoolTransaction, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await tx.db
    .update(users)
    .set({ siecleId: null })
    .where(and(eq(users.uai, tx.uai), isAnyOf(users.id, userIds)));
}

/** Only accounts that were never used: the tables here hold their only traces. */
export async function eraseUsers(tx: SchoolTransaction, userIds: readonly string[]): Promise<void> {
  if (userIds.length === 0) return;
  await deleteOwnRows(tx, userIds);
  for (const table of ["mails", "maskings", "erasure_holds"]) {
    await deleteRowsOf(tx, table, "user_id", userIds);
  }
  await deleteRowsOf(tx, "users", "id", userIds);
}
