import type { Context } from "hono";
import { z } from "zod";
import { findOpenLink } from "#actions/access/_link.ts";
import { passwordScore } from "#actions/access/_password-strength.ts";
import { passwordStrength } from "#domain/access/password-strength.ts";
import { typeset } from "#domain/french.ts";
import { refuse } from "#web/kit/errors.tsx";
import { anyText, readForm } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";

const strengthForm = z.object({ password: anyText });

/** Answers in words, to a person who is choosing a password; nothing of it is kept. */
export async function postStrength(c: Context<PageEnv>): Promise<Response> {
  const { school, user } = c.var.context;
  const link = c.req.query("lien");
  const owner = link ? (await findOpenLink(c.var.site, school.uai, "reset", link))?.user : user;
  const form = await readForm(c, strengthForm);
  if (!owner || !form.ok) throw refuse(403);
  c.header("Cache-Control", "no-store");
  return c.text(typeset(passwordStrength(form.value.password, owner, passwordScore)));
}
