/** The page of one user: what is known, what may be done, what happened. */

import type { Context } from "hono";
import { findCredential } from "#data/access/credentials.ts";
import type { SchoolTransaction } from "#data/database.ts";
import { findErasureSettings } from "#data/erasure/erasures.ts";
import { findErasureHold } from "#data/erasure/holds.ts";
import { listHistory } from "#data/history/history.ts";
import { findLinks } from "#data/people/divisions.ts";
import { findLastSignIn } from "#data/people/last-sign-in.ts";
import { findMasking } from "#data/people/maskings.ts";
import { findUser, findUserCreation } from "#data/people/users.ts";
import { countAuthenticators } from "#data/second-factor/authenticators.ts";
import { historyBegins } from "#domain/history/keeping.ts";
import { timeline } from "#domain/history/timeline.ts";
import { fullName } from "#domain/names.ts";
import { refuse } from "#web/kit/errors.tsx";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { targetId } from "#web/kit/target.ts";
import { readUsersFilter } from "#web/kit/users-query.ts";
import { UserPage } from "#web/people/person/user-page.tsx";

export async function showUser(c: Context<PageEnv>): Promise<Response> {
  const { site, school, actor, to, read } = here(c);
  const id = targetId(c);
  const now = site.clock();
  const found = await read((tx) => findKnown(tx, id, now));
  if (!found) throw refuse(404);
  return showPage(c, {
    title: fullName(found.user),
    children: (
      <UserPage
        {...found}
        to={to}
        school={school}
        actor={actor}
        filter={readUsersFilter(c.req.query())}
        now={now}
      />
    ),
  });
}

async function findKnown(tx: SchoolTransaction, id: string, now: Date) {
  const user = await findUser(tx, id);
  if (!user) return undefined;
  return {
    user,
    createdAt: (await findUserCreation(tx, id))!,
    links: await findLinks(tx, id),
    masking: await findMasking(tx, id),
    held: await findErasureHold(tx, id),
    erasure: await findErasureSettings(tx),
    credential: await findCredential(tx, id),
    authenticators: await countAuthenticators(tx, id),
    lastSignIn: await findLastSignIn(tx, id),
    history: timeline(await listHistory(tx, id, historyBegins(now))),
  };
}
