/** A school's portal, set as the administrator would. */

import type { TestSite } from "./site.ts";
import { uai } from "./site.ts";
import { goodPassword } from "./steps.ts";
import { Traveller } from "./traveller.ts";

export interface TypedPortal {
  readonly protocol: "none" | "cas" | "oidc";
  readonly address?: string;
  readonly attribute?: string;
  readonly clientId?: string;
  readonly secret?: string;
}

/** Somebody at the door, with no cookie. */
export function stranger(site: TestSite): Traveller {
  return new Traveller(() => site.url);
}

/** Signed in as the administrator of the cast. */
export async function administrator(site: TestSite): Promise<Traveller> {
  const traveller = stranger(site);
  const signIn = (password: string) =>
    traveller.post(`/${uai}/connexion`, { login: site.administrator.login, password });
  const first = await signIn(site.administrator.password);
  if (first.status !== 303) await signIn(goodPassword);
  else if (first.location.includes("premiere-connexion"))
    await traveller.post(`/${uai}/premiere-connexion`, { password: goodPassword, repeated: goodPassword });
  return traveller;
}

export async function setPortal(who: Traveller, typed: TypedPortal): Promise<void> {
  const answer = await who.post(`/${uai}/parametres/ent`, { ...typed });
  if (answer.status !== 303) throw new Error(answer.text);
}

export async function giveEntId(site: TestSite, login: string, entId: string | null): Promise<void> {
  await site.database.pool.query("update users set ent_id = $3 where uai = $1 and login = $2", [
    uai,
    login,
    entId,
  ]);
}
