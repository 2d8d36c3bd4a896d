import { typeset } from "#domain/typography.ts";

/** Typesets what stands between the tags of a page as it leaves; attributes stay as they are. */
export function frenchHtml(html: string): string {
  return html.replace(/>[^<]*[;!?:»%«][^<]*</g, typeset);
}
