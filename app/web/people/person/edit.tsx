import type { Context } from "hono";
import { editUser } from "#actions/people/edit-user.ts";
import { listSessionsOf } from "#data/access/sessions.ts";
import { findLinks, listDivisions } from "#data/people/divisions.ts";
import { findUser, type StoredUser } from "#data/people/users.ts";
import { sessionIsOpen } from "#domain/access/session.ts";
import { fullName, ofName } from "#domain/names.ts";
import { done } from "#domain/outcome.ts";
import type { Correction } from "#domain/people/correction.ts";
import { reasonSentence } from "#domain/reasons.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type FormErrors, type FormRead, readForm, type Typed } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable, targetId } from "#web/kit/target.ts";
import { paths } from "#web/paths.ts";
import { EditDialog } from "#web/people/person/edit-dialog.tsx";
import { correctionForms } from "#web/people/person/member-form.ts";

export async function showEdit(
  c: Context<PageEnv>,
  typed?: Typed,
  errors: FormErrors = {},
  status: 200 | 409 | 422 = 200,
): Promise<Response> {
  const { uai } = c.var.context.school;
  const id = targetId(c);
  const found = await c.var.site.database.inSchool(uai, async (tx) => {
    const user = await findUser(tx, id);
    if (!user) return undefined;
    const now = c.var.site.clock();
    const sessions = (await listSessionsOf(tx, id)).filter((session) => sessionIsOpen(session, now));
    return {
      user,
      links: await findLinks(tx, id),
      divisions: await listDivisions(tx),
      openSessions: sessions.length,
    };
  });
  if (!found) throw refuse(404);
  const title = `Édition ${ofName(fullName(found.user))}`;
  const closeHref = backToTable(c);
  const action = paths.editUser({ uai, id }, c.req.query());
  return showPage(c, {
    title,
    status,
    children: (
      <EditDialog
        {...found}
        {...{ action, closeHref, typed, errors }}
        closeSessionsHref={paths.closeSessions({ uai, id }, c.req.query())}
        editedMeanwhile={status === 409}
      />
    ),
  });
}

export async function postEdit(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const user = await c.var.site.database.inSchool(uai, (tx) => findUser(tx, id));
  if (!user) throw refuse(404);
  const form = await readCorrection(c, user);
  if (!form.ok) return showEdit(c, form.typed, form.refusal, 422);
  const { version, correction } = form.value;
  const answer = await editUser(c.var.site, actorOf(context), uai, id, version, correction);
  if (!answer.ok) {
    const sentence = reasonSentence(answer.refusal);
    if (answer.refusal === "edited-meanwhile") return showEdit(c, form.typed, { "": sentence }, 409);
    if (answer.refusal === "masked") return showEdit(c, form.typed, { "": sentence }, 422);
    if (answer.refusal === "ent-id-taken") return showEdit(c, form.typed, { "id-ent": sentence }, 422);
    throw refuse(answer.refusal === "not-found" ? 404 : 403);
  }
  await leaveNotice(c, `La fiche ${ofName(fullName(user))} est enregistrée.`);
  return c.redirect(backToTable(c), 303);
}

interface ReadCorrection {
  readonly version: number;
  readonly correction: Correction;
}

/** Which fields count depends on who is corrected: the server decides, not the form that was sent. */
async function readCorrection(c: Context<PageEnv>, user: StoredUser): Promise<FormRead<ReadCorrection>> {
  if (user.origin === "siecle") {
    if (user.profile !== "teacher") {
      return mapped(await readForm(c, correctionForms.otherFromSiecle), (values) => ({ values, links: {} }));
    }
    return mapped(await readForm(c, correctionForms.teacherFromSiecle), (values) => ({
      values,
      links: { teaches: values.classes, mainTeacherOf: values.principal },
    }));
  }
  if (user.profile === "teacher") {
    return mapped(await readForm(c, correctionForms.manualTeacher), (values) => ({
      values,
      links: { teaches: values.classes, mainTeacherOf: values.principal },
      identity: { ...identityOf(values), discipline: values.discipline, profile: user.profile },
    }));
  }
  if (user.profile === "administrator") {
    return mapped(await readForm(c, correctionForms.administrator), (values) => ({
      values,
      links: {},
      identity: { ...identityOf(values), discipline: user.discipline, profile: user.profile },
    }));
  }
  return mapped(await readForm(c, correctionForms.manualOther), (values) => ({
    values,
    links: {},
    identity: { ...identityOf(values), discipline: user.discipline, profile: values.profil },
  }));
}

interface CommonValues {
  version: number;
  courriel?: string | undefined;
  "id-ent"?: string | undefined;
}

interface Parts {
  values: CommonValues;
  links: Pick<Correction, "teaches" | "mainTeacherOf">;
  identity?: NonNullable<Correction["identity"]>;
}

function mapped<T>(form: FormRead<T>, parts: (values: T) => Parts): FormRead<ReadCorrection> {
  if (!form.ok) return form;
  const { values, links, identity } = parts(form.value);
  const correction: Correction = {
    email: values.courriel,
    entId: values["id-ent"],
    ...links,
    ...(identity ? { identity } : {}),
  };
  return { ...form, ...done({ version: values.version, correction }) };
}

interface IdentityValues {
  civilite?: "m" | "mme" | "" | undefined;
  nom: string;
  prenom: string;
  naissance?: string | undefined;
}

function identityOf({ civilite, nom, prenom, naissance }: IdentityValues) {
  return {
    civility: civilite || undefined,
    lastName: nom,
    firstName: prenom,
    birthDate: naissance || undefined,
  };
}
