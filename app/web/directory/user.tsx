/** One person's page: what is known, what may be done, what happened. */

import type { Context } from "hono";
import { countAuthenticators } from "#data/authenticators.ts";
import { findCredential } from "#data/credentials.ts";
import { findLinks } from "#data/divisions.ts";
import { findErasureHold } from "#data/erasure-holds.ts";
import { findErasureSettings } from "#data/erasures.ts";
import { findLastSignIn, listHistory } from "#data/history.ts";
import { findMasking } from "#data/maskings.ts";
import { findUser, findUserCreation } from "#data/users.ts";
import { historyBegins } from "#domain/history/keeping.ts";
import { timeline } from "#domain/history/timeline.ts";
import { fullName } from "#domain/names.ts";
import { targetId } from "#web/directory/target.ts";
import { UserPage } from "#web/directory/user-page.tsx";
import { readUsersFilter } from "#web/directory/users-query.ts";
import { refuse } from "#web/error-page.tsx";
import { showPage } from "#web/page.tsx";
import { actorOf, type PageEnv, signedInVisit } from "#web/visit.ts";

export async function showUser(c: Context<PageEnv>): Promise<Response> {
  const visit = signedInVisit(c);
  const { school } = visit;
  const id = targetId(c);
  const since = historyBegins(c.var.site.clock());
  const found = await c.var.site.database.inSchool(school.uai, async (tx) => {
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
      history: await listHistory(tx, id, since),
    };
  });
  if (!found) throw refuse(404);
  return showPage(c, {
    title: fullName(found.user),
    children: (
      <UserPage
        {...found}
        school={school}
        actor={actorOf(visit)}
        filter={readUsersFilter(c.req.query())}
        now={c.var.site.clock()}
        history={timeline(found.history)}
      />
    ),
  });
}
