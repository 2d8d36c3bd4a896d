/**
 * French spaces: no-break before « : », narrow no-break before « ; ! ? », no-break inside guillemets, a
 * curly apostrophe. Applied to the text of a page as it leaves, so that no sentence is written without.
 */

function frenchText(text: string): string {
  return text
    .replace(/ ([;!?])/g, "\u202f$1")
    .replace(/ ([:»%])/g, "\u00a0$1")
    .replace(/« /g, "«\u00a0");
}

/** The same for the text between the tags of a page; attributes stay as they are. */
export function frenchHtml(html: string): string {
  return html.replace(/>[^<]*[;!?:»%«][^<]*</g, frenchText);
}
