/** Sessions of the cast, made straight in the database: a walk over all pages signs nobody in by hand. */

import { insertSession } from "#data/access/sessions.ts";
import type { Database } from "#data/database.ts";
import { insertInspectorSession } from "#data/inspectors/inspectors.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { hashToken, newToken } from "#data/token.ts";
import { uai } from "./site.ts";

/** In the school, by login. */
const logins = {
  pupil: "yanis.ait-ali",
  guardian: "assa.keita",
  teacher: "ines.dalmeida",
  "other staff": "amadou.diallo",
  head: "maelle.legoff",
  administrator: "camille.riviere",
  "first connection": "ines.dalmeida",
} as const;

export type Seer = keyof typeof logins | "anonymous" | "inspector";

export interface SeerCookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

export async function cookiesOf(
  database: Database,
  seer: Seer,
  inspectorId: string,
): Promise<readonly SeerCookie[]> {
  if (seer === "anonymous") return [];
  const token = newToken();
  const session = { tokenHash: hashToken(token), at: new Date() };
  if (seer === "inspector") {
    await database.asPlatform((db) => insertInspectorSession(db, { ...session, inspectorId }));
    return [{ name: "cpro_inspection", value: token, path: "/inspection" }];
  }
  const purpose = seer === "first connection" ? "choose-password" : "full";
  await database.inSchool(uai, async (tx) => {
    const user = await findUserByLogin(tx, logins[seer]);
    await insertSession(tx, { ...session, userId: user!.id, purpose });
  });
  return [{ name: "cpro_session", value: token, path: `/${uai}` }];
}
