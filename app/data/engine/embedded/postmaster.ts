import { execFile } from "node:child_process";
import { readdir, readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { codeOf, EmbeddedError } from "#data/engine/embedded/error.ts";

export interface Postmaster {
  readonly pid: number;
  readonly socketFolder: string;
  /** Recovery from a crash is "starting" too. */
  readonly status: "starting" | "ready" | "stopping";
}

export const patienceMs = 120_000;
export const pollMs = 5;

export async function findPostmaster(cluster: string): Promise<Postmaster | undefined> {
  const [pid, , , , socketFolder = "", , , status = ""] = await readPidFile(cluster);
  if (!(await runsPostgres(Number(pid), cluster))) return undefined;
  const known = (["ready", "stopping"] as const).find((word) => status.trim() === word);
  return { pid: Number(pid), socketFolder, status: known ?? "starting" };
}

/**
 * Fast shutdown cuts clients off, writes the data and leaves nothing to recover. But PostgreSQL 18 never ends if
 * asked while it restarts after a backend's crash; an immediate shutdown then leaves the recovery to the next
 * start, and loses nothing either.
 */
export async function stopPostmaster(cluster: string): Promise<void> {
  const postmaster = await findPostmaster(cluster);
  if (!postmaster) return;
  const { pid, socketFolder } = postmaster;
  signal(pid, "SIGINT");
  if (!(await hasEnded(pid, cluster, 8_000))) {
    signal(pid, "SIGQUIT");
    if (!(await hasEnded(pid, cluster, 20_000)))
      throw new EmbeddedError(`PostgreSQL (processus ${pid}) ne s’arrête pas.`);
  }
  await rmdir(socketFolder).catch(() => undefined);
}

function signal(pid: number, name: "SIGINT" | "SIGQUIT"): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}

async function hasEnded(pid: number, cluster: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await runsPostgres(pid, cluster)) {
    if (Date.now() > deadline) return false;
    await setTimeout(pollMs);
  }
  return true;
}

/**
 * After a crash another program may have the pid of postmaster.pid, and PostgreSQL refuses to start. It accepts
 * its grandparent's pid, which start scripts give by this variable. To remove the file would also remove the
 * check for orphans of the last server that still write.
 */
export async function excuseOldPid(cluster: string): Promise<NodeJS.ProcessEnv> {
  const [pid] = await readPidFile(cluster);
  if (!pid) await rm(pidFile(cluster), { force: true });
  return pid ? { PG_GRANDPARENT_PID: pid } : {};
}

/** Also finds a server that has not written postmaster.pid yet and whose starter was killed. */
export async function isAnyRunning(cluster: string): Promise<boolean> {
  return (await listCommands()).some((command) => isPostgres(command, cluster));
}

async function readPidFile(cluster: string): Promise<string[]> {
  const text = await readFile(pidFile(cluster), "utf8").catch((error) => {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  });
  return text.split("\n");
}

function pidFile(cluster: string): string {
  return join(cluster, "postmaster.pid");
}

async function runsPostgres(pid: number, cluster: string): Promise<boolean> {
  return pid > 0 && isPostgres(await readCommand(pid), cluster);
}

/** True for the postmaster only: its children rename themselves. */
function isPostgres(command: string, cluster: string): boolean {
  return command.includes(`/postgres -D ${cluster} -c `);
}

// Every user may read a command line; root in a container may lack the capability to read more.
async function readCommand(pid: number): Promise<string> {
  if (process.platform !== "linux") return ps("-p", String(pid));
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  return command.replaceAll("\0", " ");
}

async function listCommands(): Promise<string[]> {
  if (process.platform !== "linux") return (await ps("-ax")).split("\n");
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  return Promise.all(pids.map(readCommand));
}

async function ps(...which: string[]): Promise<string> {
  return promisify(execFile)("ps", ["-ww", "-o", "args=", ...which]).then(
    ({ stdout }) => stdout,
    () => "",
  );
}
