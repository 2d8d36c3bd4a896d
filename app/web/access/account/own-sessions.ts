import type { Context } from "hono";
import { z } from "zod";
import { closeOwnSessions } from "#actions/access/close-sessions.ts";
import { allOthers } from "#web/access/account/open-sessions.tsx";
import { said } from "#web/kit/answer.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readForm } from "#web/kit/form.ts";
import { here, type PageEnv } from "#web/kit/here.ts";

const sessionsForm = z.object({ session: z.union([z.uuid(), z.literal(allOthers)]) });

export async function postSessions(c: Context<PageEnv>): Promise<Response> {
  const { site, school, user, session, to } = here(c);
  const form = await readForm(c, sessionsForm);
  if (!form.ok) throw refuse(404);
  const asked = form.value.session;
  const which = asked === allOthers ? { allBut: session.tokenHash } : { id: asked };
  await closeOwnSessions(site, school.uai, user.id, which);
  const closed = asked === allOthers ? "Les autres connexions sont fermées." : "La connexion est fermée.";
  return said(c, closed, to.account());
}
