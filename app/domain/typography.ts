/** French typography: the spaces that must not break. */
export function typeset(text: string): string {
  return text
    .replace(/« /g, "«\u00A0")
    .replace(/ ([:»%])/g, "\u00A0$1")
    .replace(/ ([;!?])/g, "\u202F$1");
}
