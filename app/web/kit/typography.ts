import { typeset } from "#domain/french.ts";

/** What stands between the tags, and the attributes that are shown or read aloud. */
const spoken =
  />[^<]*[;!?:»%«][^<]*<|\s(?:title|aria-label|placeholder|data-turbo-submits-with)="[^"]*[;!?:»%«][^"]*"/g;

/** Typesets the words of a page as it leaves. */
export function frenchHtml(html: string): string {
  return html.replace(spoken, typeset);
}
