/** "Remplir les ID ENT": a portal's file is read, its lines are compared with the accounts, then written. */

import { type Context, Hono } from "hono";
import { abandonEntIds } from "#actions/portal/abandon-ent-ids.ts";
import { applyEntIds } from "#actions/portal/apply-ent-ids.ts";
import { choosePortalColumns } from "#actions/portal/choose-portal-columns.ts";
import { decideEntIds } from "#actions/portal/decide-ent-ids.ts";
import { receivePortalFile } from "#actions/portal/receive-portal-file.ts";
import { reviewEntIds } from "#actions/portal/review-ent-ids.ts";
import { findEntIdFile, listEntIdFiles } from "#data/portal/ent-id-files.ts";
import { columnRoles, type PortalColumns } from "#domain/portal/ent-ids/portal-file.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { recogniseColumns } from "#tables/columns.ts";
import { portalRefusalSentence } from "#tables/refusal.ts";
import { withUploadedFiles } from "#web/imports/receive-upload.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readTyped, typedValue } from "#web/kit/form.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { paths } from "#web/paths.ts";
import { ColumnsPage, columnFields } from "#web/portal/ent-ids/columns-page.tsx";
import { FilePage } from "#web/portal/ent-ids/file-page.tsx";
import { readEntIdChoices } from "#web/portal/ent-ids/read-choices.ts";
import { EndedPage, ReviewPage } from "#web/portal/ent-ids/review-page.tsx";
import { entIdQuery, readEntIdView } from "#web/portal/ent-ids/review-query.ts";

export function entIdsRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.entIds.pattern, administratorOnly)
    .use(`${paths.entIds.pattern}/*`, administratorOnly)
    .get(paths.entIds.pattern, (c) => showFilePage(c))
    .post(paths.entIds.pattern, postFile)
    .get(paths.entIdFile.pattern, (c) => showReview(c))
    .post(paths.entIdFile.pattern, postApply)
    .get(paths.entIdColumns.pattern, (c) => showColumns(c))
    .post(paths.entIdColumns.pattern, postColumns)
    .get(paths.decideEntIds.pattern, backToReview)
    .post(paths.decideEntIds.pattern, postDecisions)
    .get(paths.abandonEntIds.pattern, backToReview)
    .post(paths.abandonEntIds.pattern, postAbandon);
}

async function showFilePage(c: Context<PageEnv>, error?: string): Promise<Response> {
  const { uai } = c.var.context.school;
  const entIdFiles = await c.var.site.database.inSchool(uai, listEntIdFiles);
  return showPage(c, {
    title: "Remplir les ID ENT",
    status: error ? 422 : 200,
    children: <FilePage {...{ uai, entIdFiles, error }} />,
  });
}

async function postFile(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const upload = await withUploadedFiles(c.req.raw, async ([file, ...others]) =>
    file && others.length === 0 ? receivePortalFile(c.var.site, actorOf(context), uai, file) : undefined,
  );
  if (!upload.ok) return showFilePage(c, problemSentences[upload.refusal.code]);
  const received = upload.value;
  if (!received) return showFilePage(c, problemSentences["too-many"]);
  if (received.ok) return c.redirect(paths.entIdFile({ uai, id: received.value }), 303);
  if (typeof received.refusal === "string") throw refuse(403);
  return showFilePage(c, portalRefusalSentence(received.refusal.file));
}

const problemSentences = {
  "too-big": portalRefusalSentence("too-big"),
  "too-much": portalRefusalSentence("too-big"),
  "too-many": "Déposez un seul fichier à la fois.",
  none: "Aucun fichier n’a été reçu. Choisissez l’export CSV du portail.",
  "no-room":
    "Le disque du serveur est plein : ce fichier n’a pas pu être reçu. Rien n’a été changé. Prévenez la personne qui s’occupe du serveur ; quand elle aura fait de la place, déposez-le de nouveau.",
  broken: "L’envoi du fichier n’est pas arrivé entier. Rien n’a été changé ; déposez-le de nouveau.",
} as const;

interface Problem {
  readonly problem?: string;
  readonly changed?: readonly string[];
}

async function showReview(c: Context<PageEnv>, { problem, changed = [] }: Problem = {}): Promise<Response> {
  const { uai } = c.var.context.school;
  const id = targetId(c);
  const found = await reviewEntIds(c.var.site, uai, id, readEntIdView(c.req.query()));
  if (!found) throw refuse(404);
  const { stored, review } = found;
  const status = problem || changed.length > 0 ? 409 : 200;
  if (stored.endedAt)
    return showPage(c, { title: "ID ENT", status, children: <EndedPage {...{ uai, stored }} /> });
  if (!review) return c.redirect(paths.entIdColumns({ uai, id }), 303);
  return showPage(c, {
    title: "Fichier du portail",
    wide: true,
    status,
    children: <ReviewPage {...{ uai, stored, review, problem, changed }} />,
  });
}

/** Without a script, where a form came back with a refusal, the page's address is the form's. */
function backToReview(c: Context<PageEnv>): Response {
  return c.redirect(paths.entIdFile({ uai: c.var.context.school.uai, id: targetId(c) }), 303);
}

/** A page of lines: a hundred boxes, each with how it was, or a hundred answers. */
const longestForm = 200_000;

async function postApply(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const { site } = c.var;
  const id = targetId(c);
  const choices = readEntIdChoices(await readTyped(c, longestForm), readEntIdView(c.req.query()));
  const kept = await decideEntIds(site, actorOf(context), uai, id, choices);
  const answer = kept.ok ? await applyEntIds(site, actorOf(context), uai, id) : kept;
  if (answer.ok) {
    await leaveNotice(c, "Les ID ENT sont enregistrés.");
    return c.redirect(paths.entIdFile({ uai, id }), 303);
  }
  const { refusal } = answer;
  return typeof refusal === "string" ? showRefusal(c, refusal) : showReview(c, refusal);
}

function showRefusal(c: Context<PageEnv>, reason: Reason): Promise<Response> {
  if (reason === "not-found") throw refuse(404);
  if (reason === "administrator-only") throw refuse(403);
  return showReview(c, { problem: reasonSentence(reason) });
}

async function postDecisions(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const view = readEntIdView(c.req.query());
  const choices = readEntIdChoices(await readTyped(c, longestForm), view);
  const answer = await decideEntIds(c.var.site, actorOf(context), uai, id, choices);
  if (!answer.ok) return showRefusal(c, answer.refusal);
  return c.redirect(paths.entIdFile({ uai, id }, entIdQuery(view)), 303);
}

async function postAbandon(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const answer = await abandonEntIds(c.var.site, actorOf(context), uai, targetId(c));
  if (!answer.ok) return showRefusal(c, answer.refusal);
  await leaveNotice(c, "Le fichier est abandonné : rien n’a été écrit.");
  return c.redirect(paths.entIds({ uai }), 303);
}

async function showColumns(
  c: Context<PageEnv>,
  refused?: { chosen: PortalColumns; error: string },
): Promise<Response> {
  const { uai } = c.var.context.school;
  const id = targetId(c);
  const stored = await c.var.site.database.inSchool(uai, (tx) => findEntIdFile(tx, id));
  if (!stored) throw refuse(404);
  const table = stored.content;
  if (!table) return backToReview(c);
  const { chosen = stored.columns ?? recogniseColumns(table), error } = refused ?? {};
  return showPage(c, {
    title: "Colonnes du fichier",
    status: error ? 422 : 200,
    children: <ColumnsPage {...{ uai, stored, table, chosen, error }} />,
  });
}

async function postColumns(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const typed = await readTyped(c);
  const chosen: PortalColumns = Object.fromEntries(
    columnRoles.flatMap((role) => {
      const value = typedValue(typed, columnFields[role]) ?? "";
      return /^\d{1,3}$/.test(value) ? [[role, Number(value)]] : [];
    }),
  );
  const answer = await choosePortalColumns(c.var.site, actorOf(context), uai, id, chosen);
  if (answer.ok) return c.redirect(paths.entIdFile({ uai, id }), 303);
  if (answer.refusal === "filling-without-columns")
    return showColumns(c, { chosen, error: reasonSentence(answer.refusal) });
  return showRefusal(c, answer.refusal);
}
