/** XML in ISO-8859-15, as the Ministry writes it. */

const beyondLatin1: Readonly<Record<string, string>> = {
  "€": "\xa4",
  Š: "\xa6",
  š: "\xa8",
  Ž: "\xb4",
  ž: "\xb8",
  Œ: "\xbc",
  œ: "\xbd",
  Ÿ: "\xbe",
};

/** All but the letters with the same byte in Latin-1 and Latin-9. */
const elsewhere = /[^\n -£¥§©-³µ-·¹-»¿-ÿ]/g;

/** A letter that Latin-9 lacks becomes `?`, as SIECLE writes it. */
export function latin9(text: string): Buffer {
  const sameBytes = text.replace(elsewhere, (letter) => beyondLatin1[letter] ?? "?");
  return Buffer.from(sameBytes, "latin1");
}

/** Encodes piece by piece: one œ in a 50 MB string would double the whole of it in memory. */
export function xmlFile(pieces: readonly string[]): Buffer {
  return Buffer.concat(['<?xml version="1.0" encoding="ISO-8859-15"?>\n', ...pieces].map(latin9));
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (letter) => entities[letter]!);
}

/** `<TAG>value</TAG>` on its own line, or nothing: SIECLE leaves NULL out. */
export function optional(indent: string, tag: string, value: string | number | undefined): string {
  return value === undefined ? "" : `${indent}<${tag}>${escaped(String(value))}</${tag}>\n`;
}

export function beeHeader(uai: string, schoolYear: number, exportDate: string): string {
  return `  <PARAMETRES>
    <UAJ>${uai}</UAJ>
    <ANNEE_SCOLAIRE>${schoolYear}</ANNEE_SCOLAIRE>
    <DATE_EXPORT>${exportDate}</DATE_EXPORT>
    <HORODATAGE>${exportDate} 07:12:45</HORODATAGE>
  </PARAMETRES>
  <DONNEES>
`;
}
