/** A letter is written once and reads the same as HTML and as plain text. */

import { typeset } from "#domain/french.ts";

export interface Letter {
  readonly subject: string;
  readonly paragraphs: readonly Paragraph[];
}

export type Paragraph = string | { readonly facts: readonly (readonly [label: string, value: string])[] };

export function typesetParagraphs(paragraphs: readonly Paragraph[]): Paragraph[] {
  return paragraphs.map((paragraph) => (typeof paragraph === "string" ? typeset(paragraph) : paragraph));
}

const page = "font-family: Verdana, Arial, sans-serif; font-size: 16px; line-height: 1.5; max-width: 40em";
const value = "font-family: Consolas, monospace; font-size: 18px";

/** No images or outside resources, which mailboxes block. */
export function letterHtml(letter: Letter): string {
  const body = (
    <html lang="fr">
      <head>
        <meta charset="utf-8" />
        <title>{letter.subject}</title>
      </head>
      <body style={page}>
        {letter.paragraphs.map((paragraph) =>
          typeof paragraph === "string" ? (
            <p>{paragraph}</p>
          ) : (
            <dl>
              {paragraph.facts.map(([label, fact]) => (
                <>
                  <dt>{label}</dt>
                  <dd style={value}>{fact.startsWith("http") ? <a href={fact}>{fact}</a> : fact}</dd>
                </>
              ))}
            </dl>
          ),
        )}
      </body>
    </html>
  );
  return `<!doctype html>${body}`;
}

export function letterText(letter: Letter): string {
  return letter.paragraphs
    .map((paragraph) =>
      typeof paragraph === "string"
        ? paragraph
        : paragraph.facts.map(([label, fact]) => `${label}\u00a0: ${fact}`).join("\n"),
    )
    .join("\n\n");
}
