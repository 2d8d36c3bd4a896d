import { spawn } from "node:child_process";
import { constants, lstat, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { findBinaries } from "#data/engine/embedded/binaries.ts";
import { createClusterIfMissing, serverEnvironment } from "#data/engine/embedded/cluster.ts";
import { diskFull, EmbeddedError, showsDiskFull } from "#data/engine/embedded/error.ts";
import type { Place } from "#data/engine/embedded/place.ts";
import { excuseOldPid } from "#data/engine/embedded/postmaster.ts";
import { chooseRunAs, give } from "#data/engine/embedded/run-as.ts";
import { renewSocketFolder } from "#data/engine/embedded/socket.ts";

export interface Launch {
  hasEnded(): boolean;
  /** Why it ended, or undefined if another try may help. */
  findReason(): Promise<EmbeddedError | undefined>;
}

/** The caller holds `turn.lock`, and no server runs on this cluster. */
export async function launchServer(place: Place, durable: boolean): Promise<Launch> {
  const { initdb, postgres } = await findBinaries();
  const runAs = await chooseRunAs(place, postgres);
  for (const lock of [place.turnLock, place.usersLock]) await give(lock, runAs);
  await createClusterIfMissing(place, initdb, runAs, durable);
  await closeToOthers(place.cluster);
  await renewSocketFolder(place.socketFolder, runAs);
  await shortenLog(place.log);

  const log = await open(place.log, appendToOwnFile, 0o600);
  await give(place.log, runAs);
  const logStart = (await log.stat()).size;
  const [command = "", ...args] = [
    ...runAs.prefix,
    postgres,
    "-D",
    place.cluster,
    ...options(place, durable),
  ];
  // Detached: a Ctrl-C in the terminal reaches this process only, which stops the server in good order.
  const child = spawn(command, args, {
    ...runAs.identity,
    cwd: "/",
    env: { ...serverEnvironment(), ...(await excuseOldPid(place.cluster)) },
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let failure: string | undefined;
  child.once("error", (error) => {
    failure = error.message;
  });
  child.once("exit", (_, signal) => {
    if (signal) failure = `il a été tué (${signal})`;
  });
  child.unref();
  await log.close();
  return {
    hasEnded: () => failure !== undefined || child.exitCode !== null || child.signalCode !== null,
    findReason: async () =>
      explainEnd(place, (await readFile(place.log)).subarray(logStart).toString(), failure),
  };
}

function options({ socketFolder }: Place, durable: boolean): string[] {
  const settings = {
    listen_addresses: "",
    port: "5432",
    unix_socket_directories: `"${socketFolder.replaceAll('"', '""')}"`,
    unix_socket_permissions: "0700",
    max_connections: "50",
    shared_buffers: "64MB",
    max_wal_size: "256MB",
    timezone: "UTC",
    // The client hears of its failed statements; the log keeps no personal data and grows slowly.
    log_min_error_statement: "panic",
    log_error_verbosity: "terse",
    log_checkpoints: "off",
    ...(durable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

const appendToOwnFile = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

/** A folder copied back from a backup is often too open for PostgreSQL. */
async function closeToOthers(cluster: string): Promise<void> {
  const handle = await open(cluster, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  await handle.chmod(0o700);
  await handle.close();
}

async function shortenLog(log: string): Promise<void> {
  const limitBytes = 5_000_000;
  const found = await lstat(log).catch(() => undefined);
  if (found && found.size > limitBytes) await rename(log, `${log}.old`);
}

async function explainEnd({ folder, cluster, log }: Place, text: string, failure: string | undefined) {
  // Another start was faster, or backends of a killed server still run.
  if (/lock file ".*" already exists|shared memory block .* is still in use/.test(text)) return undefined;
  const cause = new Error(failure ?? text.trim());
  if (showsDiskFull(text)) return new EmbeddedError(diskFull(folder), { cause });
  if (text.includes("database files are incompatible with server")) {
    const version = (await readFile(join(cluster, "PG_VERSION"), "utf8")).trim();
    const message = `La base de ${folder} a été créée par PostgreSQL ${version}, que cette version de C Pro ne sait pas lire : reprenez la version précédente, sauvegardez, puis restaurez avec celle-ci.`;
    return new EmbeddedError(message, { cause });
  }
  const fatal = /(?:PANIC|FATAL|error): +(?!the database system is)(.*)/.exec(text)?.[1];
  const message = `PostgreSQL n’a pas démarré : ${failure ?? fatal ?? "fin inattendue"} (voir ${log}).`;
  return new EmbeddedError(message, { cause });
}
