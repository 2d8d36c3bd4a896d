import { raw } from "hono/utils/html";
import { type Found, searchGuide } from "#web/help/search.ts";
import { type Chapter, contents, helpHref } from "#web/kit/guide.ts";
import { paths } from "#web/paths.ts";
import { EmptyState } from "#web/ui/empty-state.tsx";
import { PageHeading } from "#web/ui/layout.tsx";
import { ResultsFrame, SearchForm } from "#web/ui/search-form.tsx";

const resultsFrame = "aide";

interface HelpPageProps {
  uai: string;
  /** Chapters that this person may read. */
  readable: readonly Chapter[];
  /** What is searched for; empty: nothing. */
  asked: string;
}

export function HelpPage({ uai, readable, asked }: HelpPageProps) {
  const sections = readable.flatMap((chapter) => chapter.sections);
  return (
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
          <Results uai={uai} asked={asked} found={searchGuide(sections, asked)} />
        ) : readable.includes(contents) ? (
          <div class="prose">{raw(contents.html)}</div>
        ) : (
          <ChapterList uai={uai} chapters={readable} />
        )}
      </ResultsFrame>
    </>
  );
}

interface ChapterPageProps {
  uai: string;
  chapter: Chapter;
  next: Chapter | undefined;
}

export function ChapterPage({ uai, chapter, next }: ChapterPageProps) {
  return (
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
  );
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
