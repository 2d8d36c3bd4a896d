import type { Child } from "hono/jsx";
import { DialogHelp } from "#web/ui/help-link.tsx";
import { Icon } from "#web/ui/icon.tsx";

interface DialogPageProps {
  title: string;
  /** Where the cross leads when the page shows it without a dialog. */
  closeHref: string;
  id?: string | undefined;
  children?: Child;
}

/** The answer of a dialog's address: a section of a page, or the content of the dialog that asked for it. */
export function DialogPage({ title, closeHref, id = "dialog", children }: DialogPageProps) {
  return (
    <turbo-frame id={id}>
      <section class="dialog-page" aria-labelledby={`${id}-title`}>
        <header class="dialog-heading">
          <h1 id={`${id}-title`} tabindex={-1}>
            {title}
          </h1>
          <DialogHelp />
          <a class="icon-button" href={closeHref} title="Fermer" data-dialog-close="" data-turbo-frame="_top">
            <Icon name="cross" />
            <span class="visually-hidden">Fermer</span>
          </a>
        </header>
        {children}
      </section>
    </turbo-frame>
  );
}

/** Where the dialogs of a page open. A script fills it; without one, links to dialogs open pages. */
export function FrameDialog() {
  return <frame-dialog />;
}
