import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import { rowsOf } from "#data/imports/writes/rows.ts";
import type { DivisionRecord } from "#domain/snapshot.ts";

export async function keepDivisions(tx: SchoolTransaction, importId: string): Promise<void> {
  await tx.db.execute(sql`
    update imports set divisions_before = (
      select coalesce(jsonb_agg(jsonb_build_object('code', code, 'label', label, 'schoolYear', school_year)), '[]')
      from divisions where uai = ${tx.uai})
    where uai = ${tx.uai} and id = ${importId}`);
}

/** A code that only a service names is a division too: the school keeps the files in step by hand. */
export async function upsertDivisions(
  tx: SchoolTransaction,
  divisions: readonly DivisionRecord[],
  namedByLinks: readonly string[],
  schoolYear: number,
): Promise<void> {
  const labels = new Map<string, string | null>(namedByLinks.map((code) => [code, null]));
  for (const { code, label } of divisions) labels.set(code, label ?? null);
  if (labels.size === 0) return;
  const rows = [...labels].map(([code, label]) => ({ code, label }));
  await tx.db.execute(sql`
    insert into divisions (uai, code, label, school_year)
    select ${tx.uai}, code, label, ${schoolYear} from ${rowsOf(rows, "code text, label text")}
    on conflict (uai, code) do update
      set label = coalesce(excluded.label, divisions.label),
          school_year = greatest(excluded.school_year, divisions.school_year)`);
}

/** Restores the divisions; a new one that is in use stays. */
export async function restoreDivisions(tx: SchoolTransaction, importId: string): Promise<void> {
  await tx.db.execute(sql`
    update divisions set label = old.label, school_year = old."schoolYear"
    from imports, jsonb_to_recordset(imports.divisions_before) as old (code text, label text, "schoolYear" int)
    where imports.uai = ${tx.uai} and imports.id = ${importId}
      and divisions.uai = ${tx.uai} and divisions.code = old.code`);
  await tx.db.execute(sql`
    delete from divisions d using imports i
    where i.uai = ${tx.uai} and i.id = ${importId} and d.uai = i.uai
      and not exists (select 1 from jsonb_to_recordset(i.divisions_before) as old (code text) where old.code = d.code)
      and not exists (select 1 from teaching_links l where l.uai = d.uai and l.division_code = d.code)
      and not exists (select 1 from pupil_divisions p where p.uai = d.uai and p.division_code = d.code)`);
}
