import type { Child } from "hono/jsx";
import { Actions, Button, LinkButton } from "#web/ui/button.tsx";
import { DialogPage } from "#web/ui/dialog.tsx";
import { FormKey } from "#web/ui/form-key.tsx";
import { Notice } from "#web/ui/notice.tsx";

interface ConfirmDialogProps {
  title: string;
  action: string;
  closeHref: string;
  /** A rule said no meanwhile: why. */
  refusal?: string | undefined;
  destructive?: boolean;
  children: Child;
}

/** What will happen, what is kept, and "Ok". */
export function ConfirmDialog({
  title,
  action,
  closeHref,
  refusal,
  destructive,
  children,
}: ConfirmDialogProps) {
  return (
    <DialogPage title={title} closeHref={closeHref}>
      {refusal && <Notice kind="problem">{refusal}</Notice>}
      {children}
      {refusal ? (
        <Actions>
          <Leave href={closeHref} />
        </Actions>
      ) : (
        <form method="post" action={action}>
          <FormKey />
          <Actions>
            <Button kind={destructive ? "destructive" : "primary"}>Ok</Button>
            <Leave href={closeHref} />
          </Actions>
        </form>
      )}
    </DialogPage>
  );
}

function Leave({ href }: { href: string }) {
  return (
    <LinkButton href={href} closesDialog>
      Annuler
    </LinkButton>
  );
}
