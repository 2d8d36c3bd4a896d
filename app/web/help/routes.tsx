/** "Aide": the guide, a page per chapter, and what is found in it. */

import { type Context, Hono } from "hono";
import { raw } from "hono/utils/html";
import { type Found, searchGuide } from "#web/help/search.ts";
import { refuse } from "#web/kit/errors.tsx";
import { withoutNull } from "#web/kit/form.ts";
import { signedIn } from "#web/kit/guards.ts";
import { type Chapter, chapters, contents, helpHref, mayRead } from "#web/kit/guide.ts";
import { type PageEnv, signedInContext } from "#web/kit/here.ts";
import { showPage } from "#web/kit/page.tsx";
import { paths } from "#web/paths.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";

export function helpRoutes(): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .use(paths.help.pattern, signedIn)
    .use(paths.helpChapter.pattern, signedIn)
    .get(paths.help.pattern, showHelp)
    .get(paths.helpChapter.pattern, showChapter);
}

const resultsFrame = "aide";

function showHelp(c: Context<PageEnv>): Response | Promise<Response> {
  const { school, user } = signedInContext(c);
  const { uai } = school;
  const readable = chapters.filter((chapter) => mayRead(user.profile, chapter));
  const asked = withoutNull(c.req.query("q") ?? "").slice(0, 100);
  return showPage(c, {
    title: asked ? `Aide : ${asked}` : "Aide",
    children: (
      <>
        <PageHeading title="Aide" />
        <SearchForm
          action={paths.help({ uai })}
          frame={resultsFrame}
          label="Chercher dans l’aide"
          query={asked}
        />
        <ResultsFrame id={resultsFrame}>
          {asked ? (
            <Results
              uai={uai}
              asked={asked}
              found={searchGuide(
                readable.flatMap(({ sections }) => sections),
                asked,
              )}
            />
          ) : readable.includes(contents) ? (
            <div class="prose">{raw(contents.html)}</div>
          ) : (
            <ChapterList uai={uai} chapters={readable} />
          )}
        </ResultsFrame>
      </>
    ),
  });
}

interface ResultsProps {
  uai: string;
  asked: string;
  found: readonly Found[];
}

const mostShown = 20;

function Results({ uai, asked, found }: ResultsProps) {
  const plural = found.length > 1 ? "s" : "";
  if (found.length === 0) {
    return (
      <div data-result-count="">
        <EmptyState title={`Rien dans l’aide sur « ${asked} ».`}>
          <p>
            Essayez un seul mot, celui de l’écran. <a href={paths.help({ uai })}>Revenir au sommaire</a>
          </p>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      <p data-result-count="">
        {found.length} passage{plural} de l’aide
        {found.length > mostShown && `, dont les ${mostShown} premiers`}
      </p>
      <ul class="found-list">
        {found.slice(0, mostShown).map(({ section, excerpt }) => (
          <li>
            <a href={helpHref(uai, section.anchor ?? section.chapter.name)}>{section.title}</a>
            {section.anchor && <span class="found-place">{section.chapter.title}</span>}
            <p>{excerpt.map((part, i) => (i === 1 ? <mark>{part}</mark> : part))}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

function ChapterList({ uai, chapters }: { uai: string; chapters: readonly Chapter[] }) {
  return (
    <ul class="found-list">
      {chapters.map(({ name, title }) => (
        <li>
          <a href={helpHref(uai, name)}>{title}</a>
        </li>
      ))}
    </ul>
  );
}

function showChapter(c: Context<PageEnv>): Response | Promise<Response> {
  const { school, user } = signedInContext(c);
  const { uai } = school;
  const at = chapters.findIndex(({ name }) => name === c.req.param("chapter"));
  const chapter = chapters[at];
  if (!chapter || chapter === contents) throw refuse(404);
  if (!mayRead(user.profile, chapter)) throw refuse(403);
  const next = chapters.slice(at + 1).find((other) => mayRead(user.profile, other));
  return showPage(c, {
    title: chapter.title,
    children: (
      <>
        <p>
          <a href={paths.help({ uai })}>Toute l’aide</a>
        </p>
        <PageHeading title={chapter.title} />
        <div class="prose">{raw(chapter.html)}</div>
        {next && (
          <p class="reason">
            Chapitre suivant : <a href={helpHref(uai, next.name)}>{next.title}</a>
          </p>
        )}
      </>
    ),
  });
}
