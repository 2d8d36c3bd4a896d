const ligatures: Record<string, string> = {
  œ: "oe",
  Œ: "OE",
  æ: "ae",
  Æ: "AE",
  ß: "ss",
  ø: "o",
  Ø: "O",
  ł: "l",
  Ł: "L",
  đ: "d",
  Đ: "D",
  ð: "d",
  þ: "th",
};

/** Letters without accents, ligatures spelled out. Plain names return early: an import compares thousands. */
export function plainLetters(text: string): string {
  if (!/[^ -~]/.test(text)) return text;
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[œŒæÆßøØłŁđĐðþ]/g, (letter) => ligatures[letter]!);
}

/** `D’Almeida`, `D'ALMEIDA` and `d almeida` have one comparison form, never stored: `D ALMEIDA`. */
export function comparableName(name: string): string {
  return plainLetters(name)
    .toUpperCase()
    .replace(/['’‘`´ʼ\-‐‑–—\s]+/g, " ")
    .trim();
}

/** SIECLE writes `?` for a letter it cannot write; such a name proves nothing. */
export function hasLostLetter(name: string): boolean {
  return name.includes("?");
}

/** A first name all in capitals becomes `Jean Baptiste`; any other stays. */
export function shownFirstName(firstName: string): string {
  if (firstName !== firstName.toUpperCase()) return firstName;
  return firstName
    .toLowerCase()
    .replace(/(^|[\s\-'’])(\p{L})/gu, (_, before, letter) => before + letter.toUpperCase());
}

/** `de Jean`, `d’Inès`, `d’Hugo`. */
export function ofName(name: string): string {
  return /^[AEIOUYH]/i.test(plainLetters(name)) ? `d’${name}` : `de ${name}`;
}

export interface Named {
  readonly lastName: string;
  readonly firstName: string;
}

/** `Léa DUPONT`, in a sentence. An institution has no first name. */
export function fullName({ lastName, firstName }: Named): string {
  return `${shownFirstName(firstName)} ${lastName}`.trim();
}

/** `DUPONT Léa`, in a list. */
export function listedName({ lastName, firstName }: Named): string {
  return `${lastName} ${shownFirstName(firstName)}`.trim();
}

/** Stands for an account that was erased, or removed with an undone import. */
export const unknownPerson = "utilisateur effacé";

export const commandLineName = "la ligne de commande";

export const civilities = ["m", "mme"] as const;
export type Civility = (typeof civilities)[number];
export const civilityLabels: Record<Civility, string> = { m: "M.", mme: "Mme" };
