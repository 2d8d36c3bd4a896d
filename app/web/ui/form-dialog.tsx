import type { Child } from "hono/jsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { ErrorSummary, type FormError } from "#web/ui/error-summary.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface FormDialogProps {
  title: string;
  action: string;
  closeHref: string;
  errors?: readonly FormError[];
  /** Why the form cannot be sent: it stands in the place of "Ok". */
  refusal?: string | undefined;
  submit?: string;
  /** Replaces `submit` while the form is being sent. */
  busyText?: string | undefined;
  /** Leaving asks first once something is typed, or at once when the form comes back with what was typed. */
  unsaved?: "" | "typed" | undefined;
  /** Above the form. */
  lead?: Child;
  /** Below it. */
  foot?: Child;
  children: Child;
}

/** A form in a dialog: what is wrong, the fields, "Ok" and "Annuler". */
export function FormDialog({
  title,
  action,
  closeHref,
  errors = [],
  refusal,
  submit = "Ok",
  busyText,
  unsaved,
  lead,
  foot,
  children,
}: FormDialogProps) {
  return (
    <DialogPage title={title} closeHref={closeHref}>
      {refusal && <Notice kind="problem">{refusal}</Notice>}
      {lead}
      <form method="post" action={action} novalidate data-unsaved={unsaved}>
        <ErrorSummary errors={errors} />
        {children}
        <Actions>
          {!refusal && <Button busyText={busyText}>{submit}</Button>}
          <LinkButton href={closeHref} closesDialog>
            Annuler
          </LinkButton>
        </Actions>
      </form>
      {foot}
    </DialogPage>
  );
}
