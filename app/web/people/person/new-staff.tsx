/** "Nouvel enseignant" and "Nouvel utilisateur": one dialog for both. */

import type { Context } from "hono";
import { type CreationRefusal, createStaff } from "#actions/people/create-staff.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { listDivisions } from "#data/people/divisions.ts";
import { hasDivisionWithPupil } from "#data/school/schools.ts";
import { fullName, ofName } from "#domain/names.ts";
import { whyNotCreateTeacher, whyNotCreateUser } from "#domain/permissions.ts";
import type { School } from "#domain/school/school.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { type Again, formKeyOf, newForm, readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { backToTable } from "#web/kit/target.ts";
import { newTeacherForm, newUserForm } from "#web/people/person/member-form.ts";
import { NewStaffDialog, type StaffKind, staffTitles } from "#web/people/person/new-staff-dialog.tsx";

export async function showNewStaff(
  c: Context<PageEnv>,
  kind: StaffKind,
  again: Again = newForm,
  refusal?: CreationRefusal,
): Promise<Response> {
  const { site, school, to, read } = here(c);
  const { divisions, whyNot } = await read((tx) => findTerms(tx, school, kind));
  return showPage(c, {
    title: staffTitles[kind],
    status: typeof refusal === "string" ? 422 : statusOf(again.errors, refusal),
    children: (
      <NewStaffDialog
        kind={kind}
        uai={school.uai}
        divisions={divisions}
        action={(kind === "teacher" ? to.newTeacher : to.newUser)(c.req.query())}
        closeHref={backToTable(c)}
        again={again}
        refusal={refusal ?? whyNot}
        site={site}
      />
    ),
  });
}

async function findTerms(tx: SchoolTransaction, school: School, kind: StaffKind) {
  const withPupil = await hasDivisionWithPupil(tx);
  return {
    divisions: await listDivisions(tx),
    whyNot: kind === "teacher" ? whyNotCreateTeacher(school, withPupil) : whyNotCreateUser(school),
  };
}

export async function postNewStaff(c: Context<PageEnv>, kind: StaffKind): Promise<Response> {
  const form = await readForm(c, kind === "teacher" ? newTeacherForm : newUserForm);
  if (!form.ok) return showNewStaff(c, kind, form);
  const created = await here(c).act(createStaff, form.value, formKeyOf(form.typed));
  if (!created.ok) return answerRefusal(c, created, (refusal) => showNewStaff(c, kind, form, refusal));
  const of = ofName(fullName(form.value));
  return said(
    c,
    `Le compte ${of} est créé, identifiant ${created.value.login}. Un courriel part vers ${form.value.email} ; il peut arriver dans « courrier indésirable ».`,
    backToTable(c),
  );
}
