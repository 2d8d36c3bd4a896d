import type { Context } from "hono";
import { findOpenLink } from "#actions/access/_link.ts";
import { passwordScore } from "#actions/access/_password-strength.ts";
import { passwordStrength } from "#domain/access/password-strength.ts";
import { typeset } from "#domain/french.ts";
import { refuse } from "#web/kit/errors.tsx";
import { readTyped, typedValue } from "#web/kit/form.ts";
import type { PageEnv } from "#web/kit/here.ts";

/** Answers in words, to somebody who is choosing a password; nothing of it is kept. */
export async function postStrength(c: Context<PageEnv>): Promise<Response> {
  const { school, user } = c.var.context;
  const link = c.req.query("lien");
  const owner = link ? (await findOpenLink(c.var.site, school.uai, "reset", link))?.user : user;
  if (!owner) throw refuse(403);
  const password = typedValue(await readTyped(c), "nouveau") ?? "";
  c.header("Cache-Control", "no-store");
  return c.text(typeset(passwordStrength(password, owner, passwordScore)));
}
