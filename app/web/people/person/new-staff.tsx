/** "Nouvel enseignant" and "Nouvel utilisateur": one dialog, one way through. */

import type { Context } from "hono";
import { createStaffMember, type StaffMember } from "#actions/people/create-staff.ts";
import { listDivisions } from "#data/people/divisions.ts";
import type { StoredUser } from "#data/people/users.ts";
import { hasDivisionWithPupil } from "#data/school/schools.ts";
import { fullName, ofName } from "#domain/names.ts";
import { whyNotCreateTeacher, whyNotCreateUser } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import { type FormErrors, type FormRead, formKeyOf, readForm, type Typed } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInVisit } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable } from "#web/kit/target.ts";
import { paths } from "#web/paths.ts";
import { listFields, newTeacherForm, newUserForm } from "#web/people/person/member-form.ts";
import { type MemberKind, NewMemberDialog } from "#web/people/person/new-staff-dialog.tsx";

interface Shown {
  typed?: Typed;
  errors?: FormErrors;
  namesakes?: readonly StoredUser[];
  refusal?: Reason;
  status?: 200 | 409 | 422;
}

export async function showNewMember(
  c: Context<PageEnv>,
  kind: MemberKind,
  shown: Shown = {},
): Promise<Response> {
  const { school } = c.var.visit;
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
      <NewMemberDialog
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

export async function postNewMember(c: Context<PageEnv>, kind: MemberKind): Promise<Response> {
  const visit = signedInVisit(c);
  const { uai } = visit.school;
  const form = await readMember(c, kind);
  if ("errors" in form) return showNewMember(c, kind, { ...form, status: 422 });
  const member = form.values;
  const answer = await createStaffMember(c.var.site, actorOf(visit), uai, member, formKeyOf(form.typed));
  if ("refused" in answer) return showNewMember(c, kind, { typed: form.typed, ...asShown(answer.refused) });
  const name = fullName(member);
  await leaveNotice(
    c,
    `Le compte ${ofName(name)} est créé, identifiant ${answer.done.login}. Un courriel part vers ${member.email} ; il peut arriver dans « courrier indésirable ».`,
  );
  return c.redirect(backToTable(c), 303);
}

function asShown(refused: { reason: Reason } | { namesakes: readonly StoredUser[] }): Shown {
  if ("reason" in refused) return { refusal: refused.reason, status: 422 };
  return { namesakes: refused.namesakes, status: 409 };
}

async function readMember(c: Context<PageEnv>, kind: MemberKind): Promise<FormRead<StaffMember>> {
  if (kind === "teacher") {
    const form = await readForm(c, newTeacherForm, listFields);
    if ("errors" in form) return form;
    const { classes, discipline } = form.values;
    return {
      typed: form.typed,
      values: { ...common(form.values), profile: "teacher", teaches: classes, discipline },
    };
  }
  const form = await readForm(c, newUserForm);
  if ("errors" in form) return form;
  const { profil } = form.values;
  return {
    typed: form.typed,
    values: { ...common(form.values), profile: profil, teaches: [], discipline: undefined },
  };
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
