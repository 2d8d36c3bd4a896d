import { sql } from "drizzle-orm";
import type { SchoolTransaction } from "#data/database.ts";
import type { UserRecord } from "#domain/imports/undo.ts";

export async function listUserRecords(
  tx: SchoolTransaction,
  ids: readonly string[],
): Promise<Map<string, UserRecord>> {
  if (ids.length === 0) return new Map();
  const { rows } = await tx.db.execute<{ id: string; record: UserRecord }>(sql`
    select u.id, jsonb_build_object(
      'profile', u.profile, 'origin', u.origin, 'civility', u.civility, 'lastName', u.last_name,
      'birthName', u.birth_name, 'firstName', u.first_name, 'birthDate', u.birth_date, 'email', u.email,
      'siecleId', u.siecle_id, 'ine', u.ine, 'elenoet', u.elenoet, 'discipline', u.discipline,
      'divisions', to_jsonb(array(
        select division_code from pupil_divisions d where d.uai = u.uai and d.pupil_id = u.id order by 1)),
      'teaches', coalesce((
        select jsonb_agg(jsonb_build_object('division', division_code, 'through', through) order by division_code)
        from teaching_links l
        where l.uai = u.uai and l.user_id = u.id and l.role = 'teaches' and l.origin = 'siecle'), '[]'),
      'mainTeacherOf', to_jsonb(array(
        select division_code from teaching_links l
        where l.uai = u.uai and l.user_id = u.id and l.role = 'main' and l.origin = 'siecle' order by 1)),
      'pupils', to_jsonb(array(
        select pupil_id from guardianships g where g.uai = u.uai and g.guardian_id = u.id order by 1))
    ) as record
    from users u where u.uai = ${tx.uai} and u.id = any(${sql.param([...ids])}::uuid[])`);
  return new Map(rows.map(({ id, record }) => [id, record]));
}
