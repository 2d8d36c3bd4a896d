export function typeset(text: string): string {
  return text
    .replace(/« /g, "«\u00A0")
    .replace(/ ([:»%])/g, "\u00A0$1")
    .replace(/ ([;!?])/g, "\u202F$1");
}

/** Typesets the fixed parts of a sentence and leaves the inserted values as they are. */
export function fr(parts: TemplateStringsArray, ...values: (string | number)[]): string {
  return String.raw({ raw: parts.map(typeset) }, ...values);
}

const numbers = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 1 });

export function frenchNumber(value: number): string {
  return numbers.format(value);
}

export function frenchMegabytes(bytes: number): string {
  return `${frenchNumber(bytes / 1_000_000)}\u00A0Mo`;
}

/** Makes a foreign text fit for a sentence: one line, no invisible letter, not too long. */
export function shown(text: string, longest = 80): string {
  const line = text
    .replace(/\s+/g, " ")
    .replace(/[\p{C}\p{Default_Ignorable_Code_Point}]/gu, "")
    .trim();
  if (line.length <= longest) return line;
  // PostgreSQL refuses half of a surrogate pair.
  const start = line.slice(0, longest - 1).replace(/\p{Cs}$/u, "");
  return `${start.trimEnd()}…`;
}

/** The last part of a path, for display only; never used to open a file. */
export function shownFileName(name: string): string {
  return shown(name.split(/[/\\]/).filter(Boolean).at(-1) ?? "", 120) || "fichier sans nom";
}

const wholeNumber = new Intl.NumberFormat("fr-FR");

/** `1 élève`, `1 200 élèves`; nothing is singular in French. */
export function counted(count: number, one: string, many: string): string {
  return `${wholeNumber.format(count)} ${count < 2 ? one : many}`;
}

export function frenchCount(count: number): string {
  return wholeNumber.format(count);
}
