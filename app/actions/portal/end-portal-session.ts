import type { App } from "#actions/run.ts";
import { deleteSessionByTicket } from "#data/access/sessions.ts";
import { hashToken } from "#data/token.ts";

/** Somebody has left the portal: what it opened here with this ticket is closed. */
export async function endPortalSession(
  app: Pick<App, "database">,
  uai: string,
  ticket: string,
): Promise<void> {
  await app.database.inSchool(uai, (tx) => deleteSessionByTicket(tx, hashToken(ticket)));
}
