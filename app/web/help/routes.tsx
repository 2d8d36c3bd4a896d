/** "Aide": the guide, a page per chapter, and what is found in it. */

import { type Context, Hono } from "hono";
import { ChapterPage, HelpPage } from "#web/help/help-page.tsx";
import { refuse } from "#web/kit/errors.tsx";
import { withoutNull } from "#web/kit/form.ts";
import { signedIn } from "#web/kit/guards.ts";
import { chapters, contents, mayRead } from "#web/kit/guide.ts";
import { here, type PageEnv } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";

const longestSearch = 100;

export function helpRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.help.pattern, signedIn)
    .use(paths.helpChapter.pattern, signedIn)
    .get(paths.help.pattern, showHelp)
    .get(paths.helpChapter.pattern, showChapter);
}

function showHelp(c: Context<PageEnv>): Response | Promise<Response> {
  const { school, user } = here(c);
  const readable = chapters.filter((chapter) => mayRead(user.profile, chapter));
  const asked = withoutNull(c.req.query("q") ?? "").slice(0, longestSearch);
  return showPage(c, {
    title: asked ? `Aide : ${asked}` : "Aide",
    children: <HelpPage uai={school.uai} readable={readable} asked={asked} />,
  });
}

function showChapter(c: Context<PageEnv>): Response | Promise<Response> {
  const { school, user } = here(c);
  const at = chapters.findIndex(({ name }) => name === c.req.param("chapter"));
  const chapter = chapters[at];
  if (!chapter || chapter === contents) throw refuse(404);
  if (!mayRead(user.profile, chapter)) throw refuse(403);
  const next = chapters.slice(at + 1).find((other) => mayRead(user.profile, other));
  return showPage(c, {
    title: chapter.title,
    children: <ChapterPage uai={school.uai} chapter={chapter} next={next} />,
  });
}
