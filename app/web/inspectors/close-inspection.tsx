import type { Context } from "hono";
import { closeInspection } from "#actions/inspectors/open-inspection.ts";
import { fullName } from "#domain/names.ts";
import { type Reason, reasonSentence } from "#domain/reasons.ts";
import { findTarget } from "#web/inspectors/target.ts";
import { answerRefusal, said } from "#web/kit/answer.ts";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage, statusOf } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";

export async function showClose(c: Context<PageEnv>, refusal?: Reason): Promise<Response> {
  const { to } = here(c);
  const inspector = await findTarget(c);
  const title = `Fermer l’accès à ${fullName(inspector)}`;
  return showPage(c, {
    title,
    status: statusOf({}, refusal),
    children: (
      <ConfirmDialog
        title={title}
        action={to.closeInspection({ id: inspector.id })}
        closeHref={to.inspectors()}
        refusal={refusal && reasonSentence(refusal)}
        destructive
      >
        <p>
          L’inspecteur ne verra plus l’établissement dès son prochain clic, et un courriel le lui dit. Ses
          visites restent au journal ; vous pourrez rouvrir l’accès.
        </p>
      </ConfirmDialog>
    ),
  });
}

export async function postClose(c: Context<PageEnv>): Promise<Response> {
  const { act, to } = here(c);
  const closed = await act(closeInspection, targetId(c));
  if (!closed.ok) return answerRefusal(c, closed, (reason) => showClose(c, reason));
  const { value: inspector } = closed;
  const text = `L’accès est fermé à ${fullName(inspector)}. Un courriel part vers ${inspector.email}.`;
  return said(c, text, to.inspectors());
}
