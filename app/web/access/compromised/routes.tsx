/** "Comptes compromis": choose the people, read who they are, close their accounts, see who waits for a password. */

import { type Context, Hono } from "hono";
import { z } from "zod";
import { closeCompromised } from "#actions/access/close-compromised.ts";
import { findClosing } from "#data/access/compromised.ts";
import { findKeptSelection, keepSelection } from "#data/access/sessions.ts";
import { loadDirectory } from "#data/people/directory.ts";
import { listDivisions } from "#data/people/divisions.ts";
import type { DirectoryUser } from "#domain/people/directory.ts";
import { linesOf, type Selection, selectPeople } from "#domain/people/pasted-list.ts";
import { whyNotVoidPassword } from "#domain/permissions.ts";
import { ChoicePage, type ChoicePageProps } from "#web/access/compromised/choice-page.tsx";
import { ClosingPage } from "#web/access/compromised/closing-page.tsx";
import { PreviewPage, personField } from "#web/access/compromised/preview-page.tsx";
import { refuse } from "#web/kit/errors.tsx";
import { formKeyOf, readTyped, typedValue } from "#web/kit/form.ts";
import { administratorOnly } from "#web/kit/guards.ts";
import { actorOf, leaveNotice, type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { toProof } from "#web/kit/to-proof.ts";
import { paths } from "#web/paths.ts";

export function compromisedRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.compromised.pattern, administratorOnly)
    .use(`${paths.compromised.pattern}/*`, administratorOnly)
    .get(paths.compromised.pattern, (c) => showChoice(c, {}))
    .post(paths.compromised.pattern, postClosing)
    .get(paths.compromisedPreview.pattern, showKept)
    .post(paths.compromisedPreview.pattern, postChoice)
    .get(paths.closing.pattern, showClosing);
}

/** Some thousand people, an id each. */
const mostBytes = 1_000_000;

function here(c: Context<PageEnv>): { uai: string } {
  return { uai: c.var.context.school.uai };
}

async function showChoice(
  c: Context<PageEnv>,
  form: Pick<ChoicePageProps, "pasted" | "chosen" | "error">,
): Promise<Response> {
  const { uai } = here(c);
  const divisions = await c.var.site.database.inSchool(uai, listDivisions);
  return showPage(c, {
    title: "Comptes compromis",
    status: form.error ? 422 : 200,
    children: <ChoicePage {...{ uai, divisions }} {...form} />,
  });
}

async function postChoice(c: Context<PageEnv>): Promise<Response> {
  const { school } = signedInContext(c);
  const typed = await readTyped(c, mostBytes);
  const pasted = typedValue(typed, "personnes") ?? "";
  const chosen = typed.get("classes") ?? [];
  const asked = { lines: linesOf(pasted), divisions: chosen };
  if (asked.lines.length + chosen.length === 0)
    return showChoice(c, { error: "Indiquez au moins une personne ou une classe." });
  const { users } = await c.var.site.database.inSchool(school.uai, loadDirectory);
  const selection = selectPeople(users, asked);
  if (selection.found.length + selection.doubtful.length === 0)
    return showChoice(c, { pasted, chosen, error: "Personne ne correspond ici. Relisez la liste." });
  return showPreview(c, selection);
}

/** What was chosen before a proof was asked for, to be confirmed after it. */
async function showKept(c: Context<PageEnv>): Promise<Response> {
  const { school, session } = signedInContext(c);
  const { kept, users } = await c.var.site.database.inSchool(school.uai, async (tx) => {
    const ids = await findKeptSelection(tx, session.tokenHash);
    return { kept: new Set(ids), users: ids ? (await loadDirectory(tx)).users : [] };
  });
  const found = users.filter(({ id }) => kept.has(id));
  if (found.length === 0) return c.redirect(paths.compromised(here(c)), 303);
  return showPreview(c, { found, doubtful: [], unknown: [] });
}

function showPreview(c: Context<PageEnv>, selection: Selection<DirectoryUser>): Promise<Response> {
  const { site } = c.var;
  return showPage(c, {
    title: "Qui est concerné",
    children: (
      <PreviewPage
        school={c.var.context.school}
        found={selection.found.filter((user) => !whyNotVoidPassword(user))}
        doubtful={selection.doubtful.filter((user) => !whyNotVoidPassword(user))}
        unknown={selection.unknown}
        leftOut={[...selection.found, ...selection.doubtful].filter(whyNotVoidPassword)}
        mails={{ hasMailbox: site.hasMailbox, mailFrom: site.mailFrom }}
      />
    ),
  });
}

async function postClosing(c: Context<PageEnv>): Promise<Response> {
  const context = signedInContext(c);
  const { uai } = context.school;
  const typed = await readTyped(c, mostBytes);
  const ids = z.array(z.uuid()).safeParse(typed.get(personField) ?? []);
  if (!ids.success) throw refuse(404);
  if (ids.data.length === 0) {
    await leaveNotice(c, "Personne n’était coché : rien n’a été fait.");
    return c.redirect(paths.compromised({ uai }), 303);
  }
  const keep = (chosen: readonly string[] | undefined) =>
    c.var.site.database.inSchool(uai, (tx) => keepSelection(tx, context.session.tokenHash, chosen));
  const answer = await closeCompromised(c.var.site, actorOf(context), uai, ids.data, formKeyOf(typed));
  if (!answer.ok && answer.refusal === "second-factor-needed") {
    await keep(ids.data);
    return toProof(c, paths.compromisedPreview({ uai }));
  }
  if (!answer.ok) throw refuse(answer.refusal === "administrator-only" ? 403 : 404);
  await keep(undefined);
  return c.redirect(paths.closing({ uai, id: answer.value.id }), 303);
}

async function showClosing(c: Context<PageEnv>): Promise<Response> {
  const { school } = signedInContext(c);
  const id = z.uuid().safeParse(c.req.param("id"));
  const closing = id.success
    ? await c.var.site.database.inSchool(school.uai, (tx) => findClosing(tx, id.data))
    : undefined;
  if (!closing) throw refuse(404);
  return showPage(c, {
    title: "Comptes fermés",
    children: <ClosingPage school={school} closing={closing} />,
  });
}
