import type { Context } from "hono";
import { z } from "zod";
import { openInspection } from "#actions/inspectors/open-inspection.ts";
import { dayInFrance, parseCalendarDate } from "#domain/calendar.ts";
import { fullName } from "#domain/names.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { OpenInspectionDialog } from "#web/inspectors/open-inspection-dialog.tsx";
import { findTarget } from "#web/inspectors/target.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { type Again, newForm, readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";

export async function showOpen(
  c: Context<PageEnv>,
  form: Again = newForm,
  refusal?: Reason,
): Promise<Response> {
  const { site, to } = here(c);
  const inspector = await findTarget(c);
  const title = `Ouvrir l’accès à ${fullName(inspector)}`;
  const today = dayInFrance(site.clock());
  const shown = { to, inspector, title, form, refusal, today, mails: site };
  return showPage(c, {
    title,
    status: statusOf(form.errors, refusal),
    children: <OpenInspectionDialog {...shown} />,
  });
}

const openForm = z.object({
  endsOn: z
    .string()
    .optional()
    .transform((text, context) => {
      const day = text ? parseCalendarDate(text) : undefined;
      if (!text || day) return day;
      context.addIssue({ code: "custom", message: reasonSentence("last-day-past") });
      return z.NEVER;
    }),
});

export async function postOpen(c: Context<PageEnv>): Promise<Response> {
  const form = await readForm(c, openForm);
  if (!form.ok) return showOpen(c, form);
  const opened = await here(c).act(openInspection, targetId(c), form.value.endsOn);
  if (!opened.ok)
    return answerRefusal(c, opened, (reason) =>
      reason === "last-day-past"
        ? showOpen(c, { ...form, errors: { endsOn: reasonSentence(reason) } })
        : showOpen(c, form, reason),
    );
  const { value: inspector } = opened;
  const text = `L’accès est ouvert à ${fullName(inspector)}. Un courriel part vers ${inspector.email}.`;
  return said(c, text, here(c).to.inspectors());
}
