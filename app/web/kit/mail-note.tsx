import type { Child } from "hono/jsx";
import { paths } from "#web/paths.ts";

interface MailNoteProps {
  /** Mails do not leave this server: they can be read on its mailbox page. */
  hasMailbox: boolean;
  mailFrom: string;
  children?: Child;
}

/** On every page that sends a mail: from whom it comes, where it may land. */
export function MailNote({ hasMailbox, mailFrom, children }: MailNoteProps) {
  return (
    <p class="field-hint">
      {children} Le courriel vient de {mailFrom} ; il peut arriver dans « courrier indésirable ».
      {hasMailbox && (
        <>
          {" "}
          Sur ce serveur d’essai, aucun courriel ne part : ils se lisent dans la{" "}
          <a href={paths.mailbox({})} data-turbo-frame="_top">
            boîte aux lettres d’essai
          </a>
          .
        </>
      )}
    </p>
  );
}
