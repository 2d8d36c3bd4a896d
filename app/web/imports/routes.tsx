/** "Importer des fichiers". */

import { type Context, Hono } from "hono";
import { abandonImport } from "#actions/imports/abandon-import.ts";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { findImport, findLastApplied, listImports, type StoredImport } from "#data/imports/imports.ts";
import { readingIsInterrupted } from "#domain/imports/state.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { defaultLimits } from "#siecle/limits.ts";
import { refusalSentence } from "#siecle/refusal.ts";
import { ImportPage } from "#web/imports/import-page.tsx";
import { ImportsPage } from "#web/imports/imports-page.tsx";
import { hasDecisions, readDecisions } from "#web/imports/read-decisions.ts";
import { ReadingPage, UnreadPage } from "#web/imports/reading-page.tsx";
import { type UploadProblem, withUploadedFiles } from "#web/imports/receive-upload.ts";
import { sendReport } from "#web/imports/report-route.ts";
import { listChoice, readReviewView, reviewQuery } from "#web/imports/review-query.ts";
import { postUndo, showUndo } from "#web/imports/undo.tsx";
import { refuse } from "#web/kit/errors.tsx";
import { readTyped, typedValue } from "#web/kit/form.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import { actorOf, here, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { toProof } from "#web/kit/to-proof.ts";
import { paths } from "#web/paths.ts";

export function importRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.imports.pattern, administratorOnly)
    .use(`${paths.imports.pattern}/*`, administratorOnly)
    .get(paths.imports.pattern, (c) => showImports(c))
    .post(paths.imports.pattern, postFiles)
    .get(paths.import.pattern, (c) => showImport(c))
    .get(paths.importReport.pattern, sendReport)
    .get(paths.applyImport.pattern, backToImport)
    .post(paths.applyImport.pattern, postApply)
    .get(paths.decideImport.pattern, backToImport)
    .post(paths.decideImport.pattern, postDecisions)
    .get(paths.abandonImport.pattern, backToImport)
    .post(paths.abandonImport.pattern, postAbandon)
    .get(paths.undoImport.pattern, (c) => showUndo(c))
    .post(paths.undoImport.pattern, postUndo);
}

async function showImports(c: Context<PageEnv>, error?: string): Promise<Response> {
  const { uai } = c.var.context.school;
  const imports = await c.var.site.database.inSchool(uai, listImports);
  return showPage(c, {
    title: "Importer des fichiers",
    wide: true,
    status: error ? 422 : 200,
    children: <ImportsPage uai={uai} imports={imports} error={error} />,
  });
}

async function postFiles(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const upload = await withUploadedFiles(c.req.raw, (files) =>
    receiveImport(c.var.site, actorOf(context), uai, files),
  );
  if (!upload.ok) return showImports(c, uploadSentence(upload.refusal));
  const received = upload.value;
  if (!received.ok) throw refuse(403);
  return c.redirect(paths.import({ uai, id: received.value }), 303);
}

function uploadSentence(problem: UploadProblem): string {
  switch (problem.code) {
    case "too-big":
      return refusalSentence({ code: "file-too-big", file: problem.file, maxBytes: defaultLimits.fileBytes });
    case "too-many":
      return `Vous avez déposé plus de ${defaultLimits.files} fichiers. Trois suffisent d’ordinaire : personnels, élèves et responsables.`;
    case "none":
      return refusalSentence({ code: "no-file" });
    case "too-much":
      return refusalSentence({ code: "import-too-big", maxBytes: defaultLimits.importBytes });
    case "no-room":
      return "Le disque du serveur est plein : ces fichiers n’ont pas pu être reçus. Rien n’a été changé. Prévenez la personne qui s’occupe du serveur ; quand elle aura fait de la place, déposez-les de nouveau.";
    case "broken":
      return "L’envoi des fichiers n’est pas arrivé entier. Rien n’a été changé ; déposez-les de nouveau.";
  }
}

interface ShownProblem {
  problem?: string;
  brakeError?: string;
}

/** In the address of the plan: the number typed before a proof was asked for, to be confirmed after it. */
const numberField = "nombre";

async function showImport(c: Context<PageEnv>, shown: ShownProblem = {}): Promise<Response> {
  const { site, school, read } = here(c);
  const id = targetId(c);
  const stored = await read((tx) => findImport(tx, id));
  if (!stored) throw refuse(404);
  if (stored.state === "reading") return showReading(c, stored);
  const isLast = (await read(findLastApplied)) === id;
  const review = await site.imports.reviewImport(school.uai, id, readReviewView(c.req.query()));
  const props = { school, stored, isLast, ...shown, typedNumber: c.req.query(numberField) };
  return showPage(c, {
    title: "Importation",
    wide: true,
    status: shown.brakeError ? 422 : shown.problem ? 409 : 200,
    children: review ? (
      <ImportPage {...props} review={review} />
    ) : (
      <UnreadPage uai={school.uai} stored={stored} />
    ),
  });
}

function showReading(c: Context<PageEnv>, stored: StoredImport): Promise<Response> {
  const isInterrupted = readingIsInterrupted(stored.progress, c.var.site.clock());
  return showPage(c, {
    title: "Lecture des fichiers",
    refreshSeconds: 2,
    children: <ReadingPage uai={c.var.context.school.uai} stored={stored} isInterrupted={isInterrupted} />,
  });
}

/** Without a script, where a form came back with a refusal, the page's address is the form's. */
function backToImport(c: Context<PageEnv>): Response {
  return c.redirect(paths.import({ uai: c.var.context.school.uai, id: targetId(c) }), 303);
}

async function postApply(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const { imports } = c.var.site;
  const id = targetId(c);
  const typed = await readTyped(c, longestForm);
  const decided = readDecisions(typed);
  const kept = hasDecisions(decided)
    ? await imports.decideImport(actorOf(context), uai, id, decided)
    : undefined;
  if (kept && !kept.ok) return showRefusal(c, kept.refusal);
  if (Object.keys(decided.answers).length > 0) return showImport(c, { problem: answersFirst });
  const number = typedValue(typed, numberField)?.trim();
  const answer = await imports.applyImport(actorOf(context), uai, id, number ? Number(number) : undefined);
  if (!answer.ok) {
    if (answer.refusal === "second-factor-needed")
      return toProof(c, paths.import({ uai, id }, { [numberField]: number }));
    return showRefusal(c, answer.refusal);
  }
  await leaveNotice(c, "L’importation est appliquée.");
  return c.redirect(paths.import({ uai, id }), 303);
}

/** A page of a plan: a hundred people, each with a box and how it was. */
const longestForm = 500_000;

const answersFirst =
  "Le plan tient maintenant compte de vos réponses. Rien n’est encore appliqué : relisez-le, puis confirmez.";

function showRefusal(c: Context<PageEnv>, reason: Reason): Promise<Response> {
  if (reason === "not-found") throw refuse(404);
  if (reason === "administrator-only") throw refuse(403);
  const sentence = reasonSentence(reason);
  return showImport(c, reason === "brake-number" ? { brakeError: sentence } : { problem: sentence });
}

async function postDecisions(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const view = readReviewView(c.req.query());
  const decided = readDecisions(await readTyped(c, longestForm), listChoice(view));
  const answer = await c.var.site.imports.decideImport(actorOf(context), uai, id, decided);
  if (!answer.ok) return showRefusal(c, answer.refusal);
  const shown = listChoice(view);
  return c.redirect(paths.import({ uai, id }, shown && reviewQuery({ ...shown, page: view.page })), 303);
}

async function postAbandon(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const answer = await abandonImport(c.var.site, actorOf(context), uai, targetId(c));
  if (!answer.ok) return showRefusal(c, answer.refusal);
  await leaveNotice(c, "L’importation est abandonnée : rien n’a été changé.");
  return c.redirect(paths.imports({ uai }), 303);
}
