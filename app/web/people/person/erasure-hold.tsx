/** "Suspendre l'effacement": a masked account is kept, and why. */

import type { Context } from "hono";
import { z } from "zod";
import { holdErasure } from "#actions/people/hold-erasure.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findErasureHold } from "#data/erasure/holds.ts";
import { findUser } from "#data/people/users.ts";
import { fullName, ofName } from "#domain/names.ts";
import { whyNotHoldErasure } from "#domain/permissions.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { type Again, errorList, newForm, readForm, requiredText, typedValue } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { backToTable, targetId } from "#web/kit/target.ts";
import { TextField } from "#web/ui/fields.tsx";
import { FormDialog } from "#web/ui/form-dialog.tsx";

const holdForm = z.object({ why: requiredText("Indiquez pourquoi ce compte doit attendre.", 200) });

export async function showHold(
  c: Context<PageEnv>,
  again: Again = newForm,
  refusal?: Reason,
): Promise<Response> {
  const { to, read } = here(c);
  const id = targetId(c);
  const { user, hold } = await read((tx) => findHeld(tx, id));
  if (!user) throw refuse(404);
  const reason = refusal ?? whyNotHoldErasure(user, hold);
  const title = `Suspendre l’effacement ${ofName(fullName(user))}`;
  return showPage(c, {
    title,
    status: statusOf(again.errors, refusal),
    children: (
      <HoldDialog
        title={title}
        action={to.holdErasure({ id }, c.req.query())}
        closeHref={backToTable(c)}
        refusal={reason && reasonSentence(reason)}
        again={again}
      />
    ),
  });
}

interface HoldDialogProps {
  title: string;
  action: string;
  closeHref: string;
  refusal: string | undefined;
  again: Again;
}

function HoldDialog({ again: { typed, errors }, ...dialog }: HoldDialogProps) {
  return (
    <FormDialog {...dialog} errors={errorList(errors)} lead={<WhatStays />}>
      <TextField
        name="why"
        label="Motif"
        hint="Par exemple : diplôme à remettre. Il paraît dans la liste des comptes masqués et dans le journal."
        value={typedValue(typed, "why")}
        error={errors.why}
        maxlength={200}
        autocomplete="off"
        required
      />
    </FormDialog>
  );
}

function WhatStays() {
  return (
    <p>
      Tant que vous ne levez pas cette suspension, les données de cette personne restent, masquées, même après
      leur date.
    </p>
  );
}

async function findHeld(tx: SchoolTransaction, id: string) {
  return { user: await findUser(tx, id), hold: await findErasureHold(tx, id) };
}

export async function postHold(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, holdForm);
  if (!form.ok) return showHold(c, form);
  const held = await here(c).act(holdErasure, targetId(c), form.value.why);
  if (!held.ok) return answerRefusal(c, held, (reason) => showHold(c, form, reason));
  return said(c, `L’effacement ${ofName(fullName(held.value))} est suspendu.`, backToTable(c));
}
