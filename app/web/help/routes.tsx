/** "Aide": the administrator's guide, the same Markdown as in `docs/guide/`. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Hono } from "hono";
import { raw } from "hono/utils/html";
import { Marked } from "marked";
import { administratorOnly } from "#web/guards.ts";
import { showPage } from "#web/page.tsx";
import { paths } from "#web/paths.ts";
import { PageHeading } from "#web/ui/layout.tsx";
import type { PageEnv } from "#web/visit.ts";

export function helpRoutes(): Hono<PageEnv> {
  const guide = renderGuide();
  return new Hono<PageEnv>().use(paths.help.pattern, administratorOnly).get(paths.help.pattern, (c) =>
    showPage(c, {
      title: "Aide",
      children: (
        <>
          <PageHeading title="Aide" />
          <div class="prose">{raw(guide)}</div>
        </>
      ),
    }),
  );
}

const guideFolder = path.join(import.meta.dirname, "../../../docs/guide");

/** Chapters in the order of their file names. A heading's `{#name}` is its address within the page. */
function renderGuide(): string {
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const [, text, id] = /^(.*?)(?:\s*\{#([\w-]+)\})?$/.exec(this.parser.parseInline(tokens))!;
        // The page has its own first-level heading.
        return `<h${depth + 1}${id ? ` id="${id}"` : ""}>${text}</h${depth + 1}>\n`;
      },
    },
  });
  // A wide table scrolls in its own box on a narrow screen, by keyboard too.
  const inBox = (html: string): string =>
    html
      .replaceAll(
        "<table>",
        '<div class="table-scroll" role="group" tabindex="0" aria-label="Tableau"><table>',
      )
      .replaceAll("</table>", "</table></div>");
  return readdirSync(guideFolder)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => inBox(marked.parse(readFileSync(path.join(guideFolder, name), "utf8"), { async: false })))
    .join("\n");
}
