/** The inspectors' own door: signing in, choosing a password, the schools that let one in. */

import { type Context, Hono } from "hono";
import { chooseInspectorPassword } from "#actions/inspectors/choose-inspector-password.ts";
import { signInInspector, signOutInspector } from "#actions/inspectors/sign-in-inspector.ts";
import { visitSchool } from "#actions/inspectors/visit-school.ts";
import { lockInspectorLink } from "#data/inspectors/inspectors.ts";
import { listOpenSchools } from "#data/inspectors/openings.ts";
import { countByProfile, countPupilsByDivision, listTeachers } from "#data/inspectors/school-overview.ts";
import { listDivisions } from "#data/people/divisions.ts";
import { hashToken } from "#data/token.ts";
import { passwordRefusalSentences } from "#domain/access/password.ts";
import { dayInFrance } from "#domain/calendar.ts";
import { uaiSchema } from "#domain/school/school.ts";
import { refusalText } from "#web/access/sign-in/routes.tsx";
import {
  clearInspectorCookie,
  inspectorOnly,
  readInspection,
  setInspectorCookie,
} from "#web/inspectors/inspection.ts";
import { SchoolPage } from "#web/inspectors/school-page.tsx";
import {
  ChoosePasswordPage,
  InspectorSignInPage,
  LinkEndedPage,
  SchoolsPage,
} from "#web/inspectors/sign-in-pages.tsx";
import { clientAddress } from "#web/kit/client-address.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type FormErrors, readTyped, typedValue } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";

export function inspectionRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.inspection.pattern, readInspection)
    .use(`${paths.inspection.pattern}/*`, readInspection)
    .get(paths.inspectorSignIn.pattern, async (c) =>
      c.var.inspection ? c.redirect(paths.inspection({}), 303) : showSignIn(c),
    )
    .post(paths.inspectorSignIn.pattern, postSignIn)
    .post(paths.inspectorSignOut.pattern, postSignOut)
    .get(paths.inspectorPassword.pattern, (c) => showPassword(c, c.req.query("jeton") ?? ""))
    .post(paths.inspectorPassword.pattern, postPassword)
    .get(paths.inspection.pattern, inspectorOnly, showSchools)
    .get(paths.inspectedSchool.pattern, inspectorOnly, showSchool);
}

function showSignIn(c: Context<PageEnv>, email?: string, error?: string): Promise<Response> {
  return showPage(c, {
    title: "Connexion des inspecteurs",
    status: error ? 422 : 200,
    children: <InspectorSignInPage email={email} error={error} />,
  });
}

async function postSignIn(c: Context<PageEnv>): Promise<Response> {
  const typed = await readTyped(c);
  const email = typedValue(typed, "courriel") ?? "";
  const password = typedValue(typed, "mot-de-passe") ?? "";
  const answer = await signInInspector(c.var.site, { email, password, address: clientAddress(c) });
  if (!answer.ok) {
    if (answer.refusal.reason === "too-many-tries")
      c.header("Retry-After", String(Math.ceil(answer.refusal.waitMs / 1000)));
    return showSignIn(c, email, refusalText(answer.refusal));
  }
  setInspectorCookie(c, answer.value);
  return c.redirect(paths.inspection({}), 303);
}

async function postSignOut(c: Context<PageEnv>): Promise<Response> {
  const { inspection, site } = c.var;
  if (inspection) await signOutInspector(site, inspection.tokenHash);
  clearInspectorCookie(c);
  return c.redirect(paths.inspectorSignIn({}), 303);
}

async function showPassword(c: Context<PageEnv>, link: string, errors: FormErrors = {}): Promise<Response> {
  const { database, clock } = c.var.site;
  const inspector = await database.asPlatform((db) => lockInspectorLink(db, hashToken(link), clock()));
  if (!inspector) return showLinkEnded(c);
  return showPage(c, {
    title: "Choisissez votre mot de passe",
    status: Object.keys(errors).length > 0 ? 422 : 200,
    children: <ChoosePasswordPage inspector={inspector} link={link} errors={errors} />,
  });
}

function showLinkEnded(c: Context<PageEnv>): Promise<Response> {
  return showPage(c, { title: "Lien périmé", status: 404, children: <LinkEndedPage /> });
}

async function postPassword(c: Context<PageEnv>): Promise<Response> {
  const typed = await readTyped(c);
  const link = typedValue(typed, "jeton") ?? "";
  const answer = await chooseInspectorPassword(c.var.site, link, {
    password: typedValue(typed, "nouveau") ?? "",
    repeated: typedValue(typed, "confirmation") ?? "",
  });
  if (!answer.ok) {
    if (answer.refusal === "link-ended") return showLinkEnded(c);
    const field = answer.refusal === "not-repeated" ? "confirmation" : "nouveau";
    return showPassword(c, link, { [field]: passwordRefusalSentences[answer.refusal] });
  }
  setInspectorCookie(c, answer.value);
  return c.redirect(paths.inspection({}), 303);
}

async function showSchools(c: Context<PageEnv>): Promise<Response> {
  const { database, clock } = c.var.site;
  const { inspector } = c.var.inspection!;
  const schools = await database.asPlatform((db) => listOpenSchools(db, inspector.id, dayInFrance(clock())));
  return showPage(c, { title: "Établissements", children: <SchoolsPage schools={schools} /> });
}

/** Asks again at each click whether the school lets the inspector in. */
async function showSchool(c: Context<PageEnv>): Promise<Response> {
  const { site, inspection } = c.var;
  const uai = uaiSchema.safeParse(c.req.param("uai"));
  if (!uai.success) throw refuse(404);
  const visited = await visitSchool(site, inspection!.inspector, uai.data);
  if (!visited.ok) throw refuse(403, "inspection-ended");
  const school = visited.value;
  const seen = await site.database.inSchool(school.uai, async (tx) => ({
    counts: await countByProfile(tx),
    divisions: await listDivisions(tx),
    pupils: await countPupilsByDivision(tx),
    teachers: await listTeachers(tx),
  }));
  return showPage(c, {
    title: school.name,
    school,
    children: <SchoolPage school={school} {...seen} />,
  });
}
