import type { App } from "#actions/run.ts";
import { deleteSession } from "#data/access/sessions.ts";
import { hashToken } from "#data/token.ts";

export async function signOut(app: Pick<App, "database">, uai: string, token: string): Promise<void> {
  await app.database.inSchool(uai, (tx) => deleteSession(tx, hashToken(token)));
}
