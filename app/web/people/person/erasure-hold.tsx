/** "Suspendre l'effacement": somebody masked is not to be erased for now, and why. */

import type { Context } from "hono";
import { z } from "zod";
import { holdErasure } from "#actions/people/hold-erasure.ts";
import { findErasureHold } from "#data/erasure/holds.ts";
import { findUser } from "#data/people/users.ts";
import { fullName, ofName } from "#domain/names.ts";
import { whyNotHoldErasure } from "#domain/permissions.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { refuse } from "#web/kit/errors.tsx";
import { errorList, type FormErrors, readForm, requiredText, typedValue } from "#web/kit/form.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { backToTable, targetId } from "#web/kit/target.ts";
import { paths } from "#web/paths.ts";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { ErrorSummary } from "#web/ui/error-summary.tsx";
import { TextField } from "#web/ui/fields.tsx";
import { Notice } from "#web/ui/notice.tsx";

const holdForm = z.object({ motif: requiredText("Indiquez pourquoi ce compte doit attendre.", 200) });

export async function showHold(
  c: Context<PageEnv>,
  typed?: string,
  errors: FormErrors = {},
  refused?: Reason,
): Promise<Response> {
  const { uai } = c.var.context.school;
  const id = targetId(c);
  const found = await c.var.site.database.inSchool(uai, async (tx) => {
    const user = await findUser(tx, id);
    return user && { user, held: await findErasureHold(tx, id) };
  });
  if (!found) throw refuse(404);
  const reason = refused ?? whyNotHoldErasure(found.user, found.held);
  const title = `Suspendre l’effacement ${ofName(fullName(found.user))}`;
  const closeHref = backToTable(c);
  return showPage(c, {
    title,
    status: refused ? 409 : Object.keys(errors).length > 0 ? 422 : 200,
    children: (
      <DialogPage title={title} closeHref={closeHref}>
        {reason && <Notice kind="problem">{reasonSentence(reason)}</Notice>}
        <p>
          Tant que vous ne levez pas cette suspension, les données de cette personne restent, masquées, même
          après leur date.
        </p>
        <form method="post" action={paths.holdErasure({ uai, id }, c.req.query())} novalidate>
          <ErrorSummary errors={errorList(errors)} />
          <TextField
            name="motif"
            label="Motif"
            hint="Par exemple : diplôme à remettre. Il paraît dans la liste des comptes masqués et dans le journal."
            value={typed}
            error={errors.motif}
            maxlength={200}
            autocomplete="off"
            required
          />
          <Actions>
            {!reason && <Button>Ok</Button>}
            <LinkButton href={closeHref} closesDialog>
              Annuler
            </LinkButton>
          </Actions>
        </form>
      </DialogPage>
    ),
  });
}

export async function postHold(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const form = await readForm(c, holdForm);
  if (!form.ok) return showHold(c, typedValue(form.typed, "motif"), form.refusal);
  const { motif } = form.value;
  const answer = await holdErasure(c.var.site, actorOf(context), context.school.uai, targetId(c), motif);
  if (!answer.ok) {
    if (answer.refusal === "not-found") throw refuse(404);
    return showHold(c, motif, {}, answer.refusal);
  }
  await leaveNotice(c, `L’effacement ${ofName(fullName(answer.value))} est suspendu.`);
  return c.redirect(backToTable(c), 303);
}
