import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { access, constants, mkdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { codeOf, EmbeddedError } from "#data/engine/embedded/error.ts";
import { accountName, isRoot } from "#data/engine/embedded/run-as.ts";

/** What stands where in a data folder. */
export interface Place {
  readonly folder: string;
  readonly cluster: string;
  readonly log: string;
  readonly socketFolder: string;
  /** Locked while someone starts or stops the server. */
  readonly turnLock: string;
  /** Locked, shared, by everyone who uses the server. */
  readonly usersLock: string;
}

export const socketName = ".s.PGSQL.5432";

export async function openPlace(dataFolder: string): Promise<Place> {
  await makeFolder(dataFolder);
  const folder = await realpath(dataFolder);
  // SQLite opens no path of more than 512 bytes.
  if (Buffer.byteLength(folder) > 480)
    throw new EmbeddedError(`Le chemin ${folder} est trop long : 480 octets au plus.`);
  const place = {
    folder,
    cluster: join(folder, "cluster"),
    log: join(folder, "postgres.log"),
    socketFolder: chooseSocketFolder(folder),
    turnLock: join(folder, "turn.lock"),
    usersLock: join(folder, "users.lock"),
  };
  await refuseForeign(place);
  await access(folder, constants.W_OK | constants.X_OK);
  await createLock(place.turnLock);
  await createLock(place.usersLock);
  return place;
}

/** Level by level: Node's own recursive `mkdir` never ends where a parent such as `/proc` takes no folder. */
async function makeFolder(folder: string): Promise<void> {
  const failure = await mkdir(folder, { mode: 0o700 }).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error,
  );
  if (!failure || (failure.code === "EEXIST" && (await stat(folder)).isDirectory())) return;
  const parent = dirname(folder);
  const parentExists = await access(parent).then(
    () => true,
    () => false,
  );
  if (failure.code !== "ENOENT" || parentExists || parent === folder) throw failure;
  await makeFolder(parent);
  await mkdir(folder, { mode: 0o700 });
}

/**
 * The data folder is where every process looks, whatever its TMPDIR and even if it has a /tmp of its
 * own; but a socket's path holds 103 bytes (107 on Linux).
 */
function chooseSocketFolder(folder: string): string {
  const inside = join(folder, "socket");
  if (Buffer.byteLength(join(inside, socketName)) <= 103) return inside;
  const key = createHash("sha256").update(`${process.geteuid?.()} ${folder}`).digest("hex");
  return `/tmp/cpro-${key.slice(0, 16)}`;
}

async function refuseForeign({ folder, cluster }: Place): Promise<void> {
  if (isRoot) return;
  const uid = process.geteuid?.();
  const writable = await access(folder, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  // A folder of someone else's that lets us write is fine, as long as the cluster in it is ours.
  const decisive = writable ? await stat(cluster).catch(() => undefined) : await stat(folder);
  if (!decisive || decisive.uid === uid) return;
  const owner = accountName(decisive.uid);
  throw new EmbeddedError(
    `${folder} appartient au compte ${owner} : lancez C Pro avec ce compte ou indiquez un autre dossier.`,
  );
}

/**
 * Never opens a lock that exists: closing it again would drop the locks that this process holds on it. Nor may another
 * start in this process take it between the opening and the closing of a new one, hence at one go.
 */
async function createLock(file: string): Promise<void> {
  try {
    writeFileSync(file, "", { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  await access(file, constants.R_OK | constants.W_OK);
}
