import type { TableRow } from "#data/users-table.ts";
import type { MailState } from "#domain/mail.ts";

/** What became of the last mail, in the words of the row. */
export function LastMail({ state, serverText }: NonNullable<TableRow["lastMail"]>) {
  const said: Record<MailState, string | undefined> = {
    waiting: "courriel en attente d’envoi",
    retrying: `courriel retardé, nouvel essai automatique : ${serverText}`,
    accepted: "courriel envoyé",
    refused: `courriel refusé : ${serverText}`,
    void: undefined,
  };
  const text = said[state];
  if (!text) return null;
  return <span class={state === "refused" ? "cell-note cell-problem" : "cell-note"}>{text}</span>;
}
