import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { lchown, readdir, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { EmbeddedError } from "#data/engine/embedded/error.ts";

/** The identity that runs PostgreSQL, which refuses to run as root. */
export interface RunAs {
  /** Words before the command. */
  readonly prefix: readonly string[];
  /** Options for `spawn`; empty for our own identity. */
  readonly identity: Identity | Record<string, never>;
}

interface Identity {
  readonly uid: number;
  readonly gid: number;
}

export const isRoot = process.geteuid?.() === 0;

/**
 * The folder's owner runs the server, even when root starts it. Root's own folder is served in a user namespace,
 * where root looks like another user: that needs no account and works in a folder that only root may enter.
 * Where namespaces are forbidden (most containers), the folder passes to an account without privileges.
 */
export async function chooseRunAs(
  { folder, cluster }: { folder: string; cluster: string },
  program: string,
): Promise<RunAs> {
  const owner = await stat(cluster).catch(() => stat(folder));
  const ownedByRoot = isRoot && owner.uid === 0;
  const self = isRoot && !ownedByRoot ? as(owner) : ourselves;
  const choices = ownedByRoot ? [inNamespace(self)] : [self, inNamespace(self)];
  const failures: Error[] = [];
  for (const choice of choices) {
    const failure = await tryRun(choice, program, folder);
    if (!failure) return choice;
    failures.push(failure);
  }
  for (const account of ownedByRoot ? await listAccounts(folder) : []) {
    if (await tryRun(as(account), program, dirname(folder))) continue;
    await give(folder, as(account));
    await giveTree(cluster, as(account));
    return as(account);
  }
  const message = isRoot
    ? `Aucun compte sans privilèges ne peut à la fois lancer ${program} et entrer dans ${folder} : lancez C Pro avec un compte ordinaire ou indiquez un autre dossier de données.`
    : `${program} ne se lance pas ici : ${failures[0]?.message.trim().split("\n").at(-1)}`;
  throw new EmbeddedError(message, { cause: new AggregateError(failures) });
}

export async function give(path: string, { identity }: RunAs): Promise<void> {
  if (identity.uid !== undefined) await lchown(path, identity.uid, identity.gid);
}

export function accountName(uid: number): string {
  return passwd().find((account) => account.uid === uid)?.name ?? String(uid);
}

const ourselves: RunAs = { prefix: [], identity: {} };

function as({ uid, gid }: Identity): RunAs {
  return { prefix: [], identity: { uid, gid } };
}

function inNamespace({ identity }: RunAs): RunAs {
  // initdb wants a number with a name in /etc/passwd: this one is `nobody` nearly everywhere.
  return { prefix: ["unshare", "--user", "--map-user=65534", "--map-group=65534", "--"], identity };
}

async function tryRun(
  { prefix, identity }: RunAs,
  program: string,
  folder: string,
): Promise<Error | undefined> {
  const script = 'id -un >/dev/null && cd "$1" && exec "$0" --version';
  const [command = "", ...args] = [...prefix, "sh", "-c", script, program, folder];
  return promisify(execFile)(command, args, { ...identity, cwd: "/" }).then(
    () => undefined,
    (error) => error,
  );
}

async function listAccounts(folder: string): Promise<Identity[]> {
  const parent = await stat(dirname(folder));
  const named = ["postgres", "nobody"].flatMap((name) => passwd().filter((account) => account.name === name));
  return [parent, ...named].filter(({ uid }) => uid !== 0);
}

function passwd() {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

async function giveTree(root: string, runAs: RunAs): Promise<void> {
  const entries = await readdir(root, { recursive: true }).catch(() => undefined);
  for (const entry of entries ? ["", ...entries] : []) await give(join(root, entry), runAs);
}
