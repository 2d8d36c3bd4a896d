/** "Importer des fichiers". */

import { type Context, Hono } from "hono";
import { abandonImport } from "#actions/abandon-import.ts";
import { answerQuestions } from "#actions/answer-questions.ts";
import { applyImport } from "#actions/apply-import.ts";
import { prepareImport } from "#actions/prepare-import.ts";
import { findImport, findLastApplied, listImports } from "#data/imports.ts";
import { type Choice, touchedKeys } from "#domain/import/plan.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { defaultLimits } from "#siecle/limits.ts";
import { refusalSentence } from "#siecle/refusal.ts";
import { targetId } from "#web/directory/target.ts";
import { refuse } from "#web/error-page.tsx";
import { readTyped, type Typed, typedValue } from "#web/form.ts";
import { administratorOnly } from "#web/guards.ts";
import { ImportPage } from "#web/imports/import-page.tsx";
import { ImportsPage } from "#web/imports/imports-page.tsx";
import { tickName } from "#web/imports/plan-details.tsx";
import { questionKey } from "#web/imports/questions.tsx";
import { type UploadProblem, withUploadedFiles } from "#web/imports/receive-upload.ts";
import { sendReport } from "#web/imports/report-route.ts";
import { postUndo, showUndo } from "#web/imports/undo.tsx";
import { showPage } from "#web/page.tsx";
import { paths } from "#web/paths.ts";
import { actorOf, leaveNotice, type PageEnv, signedInVisit } from "#web/visit.ts";

export function importRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.imports.pattern, administratorOnly)
    .use(`${paths.imports.pattern}/*`, administratorOnly)
    .get(paths.imports.pattern, (c) => showImports(c))
    .post(paths.imports.pattern, postFiles)
    .get(paths.import.pattern, (c) => showImport(c))
    .get(paths.importReport.pattern, sendReport)
    .post(paths.applyImport.pattern, postApply)
    .post(paths.answerQuestions.pattern, postAnswers)
    .post(paths.abandonImport.pattern, postAbandon)
    .get(paths.undoImport.pattern, (c) => showUndo(c))
    .post(paths.undoImport.pattern, postUndo);
}

async function showImports(c: Context<PageEnv>, error?: string): Promise<Response> {
  const { uai } = c.var.visit.school;
  const imports = await c.var.site.database.inSchool(uai, listImports);
  return showPage(c, {
    title: "Importer des fichiers",
    wide: true,
    status: error ? 422 : 200,
    children: <ImportsPage uai={uai} imports={imports} error={error} />,
  });
}

async function postFiles(c: Context<PageEnv>): Promise<Response> {
  const visit = signedInVisit(c);
  const { uai } = visit.school;
  const upload = await withUploadedFiles(c.req.raw, (files) =>
    prepareImport(c.var.site, actorOf(visit), uai, files),
  );
  if ("problem" in upload) return showImports(c, uploadSentence(upload.problem));
  const prepared = upload.result;
  if ("done" in prepared) return c.redirect(paths.import({ uai, id: prepared.done }), 303);
  if ("reason" in prepared.refused) throw refuse(403);
  return showImports(c, `${refusalSentence(prepared.refused.file)} Rien n’a été changé.`);
}

function uploadSentence(problem: UploadProblem): string {
  switch (problem.code) {
    case "too-big":
      return refusalSentence({ code: "file-too-big", file: problem.file, maxBytes: defaultLimits.fileBytes });
    case "too-many":
      return `Vous avez déposé plus de ${defaultLimits.files} fichiers. Trois suffisent d’ordinaire : personnels, élèves et responsables.`;
    case "broken":
      return "L’envoi des fichiers n’est pas arrivé entier. Rien n’a été changé ; déposez-les de nouveau.";
  }
}

interface ShownProblem {
  problem?: string;
  brakeError?: string;
}

async function showImport(c: Context<PageEnv>, shown: ShownProblem = {}): Promise<Response> {
  const { school } = c.var.visit;
  const { uai } = school;
  const id = targetId(c);
  const { stored, isLast } = await c.var.site.database.inSchool(uai, async (tx) => ({
    stored: await findImport(tx, id),
    isLast: (await findLastApplied(tx)) === id,
  }));
  if (!stored) throw refuse(404);
  return showPage(c, {
    title: "Importation",
    wide: true,
    status: shown.brakeError ? 422 : shown.problem ? 409 : 200,
    children: <ImportPage school={school} stored={stored} isLast={isLast} {...shown} />,
  });
}

async function postApply(c: Context<PageEnv>): Promise<Response> {
  const visit = signedInVisit(c);
  const { uai } = visit.school;
  const id = targetId(c);
  const typed = await readTyped(c, wholeSchoolBytes);
  const decided = await readDecisions(c, id, typed);
  if (decided.size > 0) {
    const refusal = await answerQuestions(c.var.site, actorOf(visit), uai, id, decided);
    return refusal ? showRefusal(c, refusal) : showImport(c, { problem: decisionsFirst });
  }
  const number = typedValue(typed, "nombre")?.trim();
  const answer = await applyImport(c.var.site, actorOf(visit), uai, id, number ? Number(number) : undefined);
  if ("refused" in answer) return showRefusal(c, answer.refused);
  await leaveNotice(c, "L’importation est appliquée.");
  return c.redirect(paths.import({ uai, id }), 303);
}

/** A box per person of a large school. */
const wholeSchoolBytes = 10_000_000;

const decisionsFirst =
  "Le plan tient maintenant compte de vos réponses et des cases décochées. Rien n’est encore appliqué : relisez-le, puis confirmez.";

/** Answers, and people unticked or ticked again since the plan was made. */
async function readDecisions(
  c: Context<PageEnv>,
  id: string,
  typed: Typed,
): Promise<Map<string, Choice | undefined>> {
  const decisions = new Map<string, Choice | undefined>(readAnswers(typed));
  const stored = await c.var.site.database.inSchool(c.var.visit.school.uai, (tx) => findImport(tx, id));
  if (!stored) return decisions;
  const ticked = new Set(typed.get(tickName));
  for (const key of touchedKeys(stored.plan)) if (!ticked.has(key)) decisions.set(key, "leave-alone");
  for (const { key } of stored.plan.skipped) if (ticked.has(key)) decisions.set(key, undefined);
  return decisions;
}

function showRefusal(c: Context<PageEnv>, reason: Reason): Promise<Response> {
  if (reason === "not-found") throw refuse(404);
  if (reason === "administrator-only") throw refuse(403);
  const sentence = reasonSentence(reason);
  return showImport(c, reason === "brake-number" ? { brakeError: sentence } : { problem: sentence });
}

async function postAnswers(c: Context<PageEnv>): Promise<Response> {
  const visit = signedInVisit(c);
  const { uai } = visit.school;
  const id = targetId(c);
  const stored = await c.var.site.database.inSchool(uai, (tx) => findImport(tx, id));
  if (!stored) throw refuse(404);
  const typed = await readTyped(c, wholeSchoolBytes);
  const answers = await readDecisions(c, id, typed);
  if (typedValue(typed, "reprendre"))
    for (const [key, choice] of Object.entries(stored.choices)) {
      if (choice !== "leave-alone") answers.set(key, undefined);
    }
  const refusal = await answerQuestions(c.var.site, actorOf(visit), uai, id, answers);
  if (refusal) return showRefusal(c, refusal);
  return c.redirect(paths.import({ uai, id }), 303);
}

/** "Plus tard" is no answer. */
function readAnswers(typed: Typed): Map<string, Choice> {
  const answers = new Map<string, Choice>();
  for (const [name, [value]] of typed) {
    const key = questionKey(name);
    if (!key || !value || value === "later") continue;
    answers.set(key, value === "other-person" ? value : { same: value });
  }
  return answers;
}

async function postAbandon(c: Context<PageEnv>): Promise<Response> {
  const visit = signedInVisit(c);
  const { uai } = visit.school;
  const refusal = await abandonImport(c.var.site, actorOf(visit), uai, targetId(c));
  if (refusal) return showRefusal(c, refusal);
  await leaveNotice(c, "L’importation est abandonnée : rien n’a été changé.");
  return c.redirect(paths.imports({ uai }), 303);
}
