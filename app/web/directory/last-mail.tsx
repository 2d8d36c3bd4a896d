import type { LastMail } from "#data/users-table.ts";
import type { MailState } from "#domain/mail.ts";
import { dayAndMonth } from "#web/dates.ts";

/** What became of the last mail, in the words of the row. */
export function LastMailNote({ state, serverText, requestedAt }: LastMail) {
  const said: Record<MailState, string | undefined> = {
    waiting: "courriel en attente d’envoi",
    retrying: `courriel retardé, nouvel essai automatique : ${serverText}`,
    accepted: `courriel envoyé le ${dayAndMonth(requestedAt)}`,
    refused: `courriel refusé : ${serverText}`,
    void: undefined,
  };
  const text = said[state];
  if (!text) return null;
  return <span class={state === "refused" ? "cell-note cell-problem" : "cell-note"}>{text}</span>;
}
