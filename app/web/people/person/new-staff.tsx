/** "Nouvel enseignant" and "Nouvel utilisateur": one dialog, one way through. */

import type { Context } from "hono";
import { type CreationRefusal, createStaff, type StaffMember } from "#actions/people/create-staff.ts";
import { listDivisions } from "#data/people/divisions.ts";
import type { StoredUser } from "#data/people/users.ts";
import { hasDivisionWithPupil } from "#data/school/schools.ts";
import { fullName, ofName } from "#domain/names.ts";
import { done } from "#domain/outcome.ts";
import { whyNotCreateTeacher, whyNotCreateUser } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import { type FormErrors, type FormRead, formKeyOf, readForm, type Typed } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable } from "#web/kit/target.ts";
import { paths } from "#web/paths.ts";
import { newTeacherForm, newUserForm } from "#web/people/person/member-form.ts";
import { NewStaffDialog, type StaffKind } from "#web/people/person/new-staff-dialog.tsx";

interface Shown {
  typed?: Typed;
  errors?: FormErrors;
  namesakes?: readonly StoredUser[];
  refusal?: Reason;
  status?: 200 | 409 | 422;
}

export async function showNewStaff(
  c: Context<PageEnv>,
  kind: StaffKind,
  shown: Shown = {},
): Promise<Response> {
  const { school } = c.var.context;
  const { divisions, withPupil } = await c.var.site.database.inSchool(school.uai, async (tx) => ({
    divisions: await listDivisions(tx),
    withPupil: await hasDivisionWithPupil(tx),
  }));
  const refusal =
    shown.refusal ?? (kind === "teacher" ? whyNotCreateTeacher(school, withPupil) : whyNotCreateUser(school));
  const address = kind === "teacher" ? paths.newTeacher : paths.newUser;
  return showPage(c, {
    title: kind === "teacher" ? "Nouvel enseignant" : "Nouvel utilisateur",
    status: shown.status ?? 200,
    children: (
      <NewStaffDialog
        kind={kind}
        uai={school.uai}
        divisions={divisions}
        action={address({ uai: school.uai }, c.req.query())}
        closeHref={backToTable(c)}
        typed={shown.typed}
        errors={shown.errors ?? {}}
        namesakes={shown.namesakes ?? []}
        refusal={refusal}
        hasMailbox={c.var.site.hasMailbox}
        mailFrom={c.var.site.mailFrom}
      />
    ),
  });
}

export async function postNewStaff(c: Context<PageEnv>, kind: StaffKind): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const form = await readStaff(c, kind);
  if (!form.ok) return showNewStaff(c, kind, { typed: form.typed, errors: form.refusal, status: 422 });
  const member = form.value;
  const answer = await createStaff(c.var.site, actorOf(context), uai, member, formKeyOf(form.typed));
  if (!answer.ok) return showNewStaff(c, kind, { typed: form.typed, ...asShown(answer.refusal) });
  const name = fullName(member);
  await leaveNotice(
    c,
    `Le compte ${ofName(name)} est créé, identifiant ${answer.value.login}. Un courriel part vers ${member.email} ; il peut arriver dans « courrier indésirable ».`,
  );
  return c.redirect(backToTable(c), 303);
}

function asShown(refusal: CreationRefusal): Shown {
  if (typeof refusal === "string") return { refusal, status: 422 };
  return { namesakes: refusal.namesakes, status: 409 };
}

async function readStaff(c: Context<PageEnv>, kind: StaffKind): Promise<FormRead<StaffMember>> {
  if (kind === "teacher") {
    const form = await readForm(c, newTeacherForm);
    if (!form.ok) return form;
    const { classes, discipline } = form.value;
    const member = { ...common(form.value), profile: "teacher", teaches: classes, discipline } as const;
    return { ...form, ...done(member) };
  }
  const form = await readForm(c, newUserForm);
  if (!form.ok) return form;
  const { profil } = form.value;
  const member = { ...common(form.value), profile: profil, teaches: [], discipline: undefined };
  return { ...form, ...done(member) };
}

interface CommonValues {
  civilite: "m" | "mme";
  nom: string;
  prenom: string;
  naissance: string;
  courriel: string;
  "malgre-homonyme"?: "oui" | undefined;
}

function common(values: CommonValues) {
  return {
    civility: values.civilite,
    lastName: values.nom,
    firstName: values.prenom,
    birthDate: values.naissance,
    email: values.courriel,
    evenIfNamesake: values["malgre-homonyme"] === "oui",
  };
}
