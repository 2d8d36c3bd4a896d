import { execFile } from "node:child_process";
import { access, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { diskFull, EmbeddedError, showsDiskFull } from "#data/engine/embedded/error.ts";
import type { Place } from "#data/engine/embedded/place.ts";
import { give, type RunAs } from "#data/engine/embedded/run-as.ts";

/** A cluster appears whole or not at all: it is made under a draft name, then renamed. */
export async function createClusterIfMissing(
  { folder, cluster }: Place,
  initdb: string,
  runAs: RunAs,
  durable: boolean,
): Promise<void> {
  await removeDrafts(folder);
  if (await exists(join(cluster, "PG_VERSION"))) return;
  const draft = await mkdtemp(join(folder, draftPrefix));
  await give(draft, runAs);
  try {
    await runInitdb(initdb, draft, runAs, durable);
    await rename(draft, cluster);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    throw error;
  }
  if (durable) await flush(folder);
}

const draftPrefix = "cluster.new-";

async function removeDrafts(folder: string): Promise<void> {
  const drafts = (await readdir(folder)).filter((name) => name.startsWith(draftPrefix));
  // A killed process's initdb may still write there: a later start removes the rest.
  for (const name of drafts)
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
}

async function runInitdb(initdb: string, draft: string, { prefix, identity }: RunAs, durable: boolean) {
  const [command = "", ...args] = [
    ...prefix,
    initdb,
    `--pgdata=${draft}`,
    "--username=cpro",
    // Only the owner may enter the socket's folder, so local connections are trusted.
    "--auth=trust",
    "--encoding=UTF8",
    // PostgreSQL's own locale sorts alike on every machine: no system upgrade corrupts an index.
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--no-instructions",
    ...(durable ? [] : ["--no-sync"]),
  ];
  await promisify(execFile)(command, args, { ...identity, cwd: "/", env: serverEnvironment() }).catch(
    (cause) => {
      const output = String(cause.stderr ?? "");
      if (showsDiskFull(output)) throw new EmbeddedError(diskFull(dirname(draft)), { cause });
      const reason = output.split("\n").find((line) => /error|fatal|could not/i.test(line)) ?? cause.message;
      throw new EmbeddedError(`La base n’a pas pu être créée : ${reason.trim()}`, { cause });
    },
  );
}

/** Without the operator's PG* variables, which would change the server's settings. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C" };
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}

async function flush(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
