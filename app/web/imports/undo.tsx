/** Undoing an import: first what it would do, then one button. */

import type { Context } from "hono";
import type { UndoReview } from "#actions/imports/_import-desk.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { UndoPage } from "#web/imports/undo-page.tsx";
import { refuse } from "#web/kit/errors.tsx";
import { readTyped, typedValue } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { toProof } from "#web/kit/to-proof.ts";
import { paths } from "#web/paths.ts";

export async function showUndo(c: Context<PageEnv>, refused?: Reason): Promise<Response> {
  const { uai } = c.var.context.school;
  const id = targetId(c);
  const answer = await c.var.site.imports.reviewUndo(uai, id);
  if (!answer.ok && answer.refusal === "not-found") throw refuse(404);
  const planned: UndoReview | undefined = answer.ok ? answer.value : undefined;
  const reason = refused ?? (answer.ok ? undefined : answer.refusal);
  return showPage(c, {
    title: "Annuler l’importation",
    status: refused ? 409 : 200,
    children: <UndoPage target={{ uai, id }} planned={planned} problem={reason && reasonSentence(reason)} />,
  });
}

export async function postUndo(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const id = targetId(c);
  const fingerprint = typedValue(await readTyped(c), "empreinte") ?? "";
  const answer = await c.var.site.imports.undoImport(actorOf(context), uai, id, fingerprint);
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    if (answer.refusal === "second-factor-needed") return toProof(c, paths.undoImport({ uai, id }));
    return showUndo(c, answer.refusal);
  }
  await leaveNotice(c, "L’importation est annulée.");
  return c.redirect(paths.import({ uai, id }), 303);
}
