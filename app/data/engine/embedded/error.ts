/** A problem that the operator can mend: a French sentence, with the technical error as its cause. */
export class EmbeddedError extends Error {
  override readonly name = "EmbeddedError";
}

/** Bugs have no sentence and pass unchanged. */
export function explain(error: unknown, folder: string): unknown {
  const sentence = sentences[codeOf(error)];
  return sentence ? new EmbeddedError(sentence(folder), { cause: error }) : error;
}

export function codeOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  return typeof code === "string" ? code : "";
}

export function showsDiskFull(output: string): boolean {
  return /No space left on device|Check free disk space|Disk quota exceeded/.test(output);
}

export function diskFull(folder: string): string {
  return `Le disque qui porte ${folder} est plein : libérez de la place, puis recommencez.`;
}

const notAFolder = (folder: string) =>
  `${folder} n’est pas un dossier : indiquez un dossier où garder les données.`;
const notWritable = (folder: string) =>
  `Ce compte n’a pas le droit d’écrire dans ${folder} : donnez-lui ce droit ou indiquez un autre dossier.`;

const sentences: Record<string, (folder: string) => string> = {
  EEXIST: notAFolder,
  ENOTDIR: notAFolder,
  EACCES: notWritable,
  // A place such as /proc, where no folder can be made.
  ENOENT: notWritable,
  EPERM: notWritable,
  EROFS: (folder) => `${folder} est en lecture seule : indiquez un dossier où l’on peut écrire.`,
  ENOSPC: diskFull,
  EDQUOT: diskFull,
  "53100": diskFull,
  ENAMETOOLONG: (folder) => `Le chemin ${folder} est trop long : indiquez un dossier au nom plus court.`,
  ENOTEMPTY: (folder) =>
    `${folder}/cluster ne contient pas une base PostgreSQL : indiquez un autre dossier de données.`,
};
