/** The guide of `docs/guide/`, a file per chapter: rendered once, and cut into the sections that a search finds. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Marked, type Token, type Tokens } from "marked";
import { plainLetters } from "#domain/names.ts";
import { type Profile, populationOf } from "#domain/people/user.ts";
import { paths } from "#web/paths.ts";

export interface Chapter {
  /** The `{#name}` of its first heading: its address. */
  readonly name: string;
  readonly title: string;
  readonly html: string;
  readonly sections: readonly Section[];
}

/** What stands under one heading. */
export interface Section {
  readonly chapter: Pick<Chapter, "name" | "title">;
  readonly title: string;
  /** Its address within the chapter; the chapter's own beginning has none. */
  readonly anchor: string | undefined;
  /** Without marks. */
  readonly text: string;
}

const guideFolder = path.join(import.meta.dirname, "../../../docs/guide");

/** In the order of their file names. A link that leads nowhere is a fault of the guide: it throws. */
export const chapters: readonly Chapter[] = readGuide();

/** The table of contents is the page of the help itself. */
export const contents = chapters[0]!;

/** The chapter that this is the name of, or that holds this anchor. */
export function findChapter(anchor: string): Chapter {
  return chapterOf(chapters, anchor);
}

export function helpHref(uai: string, anchor: string): string {
  const chapter = findChapter(anchor).name;
  const page = chapter === contents.name ? paths.help({ uai }) : paths.helpChapter({ uai, chapter });
  return anchor === chapter ? page : `${page}#${anchor}`;
}

/** The administrator reads all of it; others what is written for them. */
export function mayRead(profile: Profile, chapter: Pick<Chapter, "name">): boolean {
  return profile === "administrator" || (readers[chapter.name]?.(profile) ?? false);
}

const readers: Readonly<Record<string, (profile: Profile) => boolean>> = {
  "mon-compte": () => true,
  "double-authentification": (profile) => populationOf(profile) === "staff",
  chef: (profile) => profile === "head",
};

interface Draft {
  readonly name: string;
  readonly title: string;
  readonly tokens: Token[];
  readonly sections: readonly Omit<Section, "chapter">[];
}

function readGuide(): Chapter[] {
  const drafts = readdirSync(guideFolder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => draftOf(readFileSync(path.join(guideFolder, name), "utf8")));
  return drafts.map((draft) => ({
    name: draft.name,
    title: draft.title,
    html: renderer(drafts, draft).parser(draft.tokens),
    sections: draft.sections.map((section) => ({
      ...section,
      chapter: { name: draft.name, title: draft.title },
    })),
  }));
}

function draftOf(markdown: string): Draft {
  const [first, ...tokens] = new Marked().lexer(markdown);
  const { title, anchor } = headingOf(first as Tokens.Heading);
  const sections: { title: string; anchor: string | undefined; text: string }[] = [
    { title, anchor: undefined, text: "" },
  ];
  for (const token of tokens) {
    if (token.type === "heading") sections.push({ ...headingOf(token as Tokens.Heading), text: "" });
    else sections.at(-1)!.text += plainText(token);
  }
  return { name: anchor, title, tokens, sections };
}

/** `Relire {#relire}`; a heading without a name is called after its words. */
function headingOf({ text }: Tokens.Heading): { title: string; anchor: string } {
  const [, title, name] = /^(.*?)(?:\s*\{#([\w-]+)\})?$/.exec(text)!;
  return { title: title!, anchor: name ?? nameAfter(title!) };
}

function nameAfter(title: string): string {
  return plainLetters(title)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function plainText(token: Token): string {
  const html = new Marked().parser([token]);
  return html
    .replace(/<\/?(?:p|li|td|th|tr|table|ul|ol|pre)\b[^>]*>/g, " ")
    .replace(/<[^>]+>/g, "")
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name]!)
    .replace(/\s+/g, " ");
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "’" };

function renderer(drafts: readonly Draft[], own: Draft): Marked {
  return new Marked({
    renderer: {
      heading(token) {
        const { anchor } = headingOf(token);
        const text = this.parser.parseInline(token.tokens).replace(/\s*\{#[\w-]+\}$/, "");
        return `<h${token.depth} id="${anchor}">${text}</h${token.depth}>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${relativeHref(drafts, own, href)}">${this.parser.parseInline(tokens)}</a>`;
      },
      // A wide table scrolls in its own box on a narrow screen, by keyboard too.
      table(token) {
        const row = (cells: Tokens.TableCell[], opening: 'th scope="col"' | "td"): string =>
          `<tr>${cells.map((cell) => `<${opening}>${this.parser.parseInline(cell.tokens)}</${opening.slice(0, 2)}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("");
        return `<div class="table-scroll" role="group" tabindex="0" aria-label="Tableau"><table><thead>${row(token.header, 'th scope="col"')}</thead><tbody>${body}</tbody></table></div>`;
      },
    },
  });
}

/** From a chapter's page, whatever the school; `href` is `#anchor`, or a page of the product such as `inspecteurs`. */
function relativeHref(drafts: readonly Draft[], own: Draft, href: string): string {
  const isContents = own === drafts[0];
  if (!href.startsWith("#")) return isContents ? href : `../${href}`;
  const anchor = href.slice(1);
  const chapter = chapterOf(drafts, anchor);
  const hash = anchor === chapter.name ? "" : href;
  if (chapter === own) return hash || "#contenu";
  if (chapter === drafts[0]) return `../aide${hash}`;
  return `${isContents ? "aide/" : ""}${chapter.name}${hash}`;
}

function chapterOf<T extends { name: string; sections: readonly { anchor: string | undefined }[] }>(
  all: readonly T[],
  anchor: string,
): T {
  const found =
    all.find(({ name }) => name === anchor) ??
    all.find(({ sections }) => sections.some((section) => section.anchor === anchor));
  if (!found) throw new Error(`The guide has no section #${anchor}`);
  return found;
}
