/** The product as an operator runs it: real processes, with a data folder and an environment of their own. */

import { type ChildProcessByStdio, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, open, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { afterAll, vi } from "vitest";

// Some tests start it several times, beside other tests.
vi.setConfig({ testTimeout: 60_000 });

export const root = path.join(import.meta.dirname, "../..");
export const uai = "0999999Z";
const node = path.join(root, "node_modules/.bin/node");
const script = path.join(root, "scripts/run.mjs");

interface Account {
  readonly uid: number;
  readonly gid: number;
}

interface Surroundings {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly account?: Account;
  /** Small disks of its own, which only it and its children see: folders, and how much each holds (`30m`). */
  readonly disks?: Readonly<Record<string, string>>;
}

/** Nothing of the test's own environment, which npm and Vitest have filled. */
function launch(asked: Words, { env = {}, cwd = root, account, disks = {} }: Surroundings): Product {
  const [command, ...words] = Object.entries(disks).reduce(onDisk, asked);
  const child = spawn(command, words, {
    cwd,
    ...account,
    env: { PATH: process.env.PATH, HOME: env.CPRO_DATA, PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  products.add(child);
  child.once("exit", () => products.delete(child));
  return child;
}

const ownMounts = ["unshare", "--user", "--map-root-user", "--mount"] as const;

function onDisk(words: Words, [folder, size]: [string, string]): Words {
  const line = 'mount -t tmpfs -o "size=$0" none "$1" && shift && exec "$@"';
  return [...ownMounts, "sh", "-c", line, size, folder, ...words];
}

/** Where the machine lets a process have a disk of its own. */
export const mayMount =
  spawnSync(ownMounts[0], [...ownMounts.slice(1), "mount", "-t", "tmpfs", "none", "/mnt"]).status === 0;

/** Writes until the product's small disk is full; answers what makes room again. */
export async function fillDisk(pid: number, folder: string): Promise<() => Promise<void>> {
  const ballast = path.join(`/proc/${pid}/root`, folder, "ballast");
  const file = await open(ballast, "w");
  try {
    for (;;) await file.write(Buffer.alloc(65_536, 1));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
  } finally {
    await file.close();
  }
  return () => rm(ballast);
}

type Words = readonly [string, ...string[]];
type Product = ChildProcessByStdio<null, Readable, Readable>;
const products = new Set<Product>();

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of `cpro`, to its end. */
export function run(words: readonly string[], surroundings: Surroundings = {}): Promise<Outcome> {
  return outcome(launch([node, script, ...words], surroundings));
}

export function runNpm(words: readonly string[], surroundings: Surroundings): Promise<Outcome> {
  return outcome(launch(["npm", ...words], surroundings));
}

async function outcome(child: Product): Promise<Outcome> {
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, "exit"),
  ]);
  return { code, stdout, stderr };
}

export interface StartingProduct {
  readonly pid: number;
  /** What it says when it is ready, from rule to rule. */
  readonly welcomed: Promise<readonly string[]>;
  /** Resolves when its log has told this as often. */
  logged(words: string, times: number): Promise<void>;
  /** After these signals, or by itself. */
  ended(...signals: NodeJS.Signals[]): Promise<Outcome>;
}

/** `npm start`, without waiting. */
export function beginStart(surroundings: Surroundings): StartingProduct {
  const child = launch([node, script, "start"], surroundings);
  const exited = once(child, "exit");
  let stderr = "";
  let stdout = "";
  const stderrEnded = once(child.stderr, "end");
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
  });
  const welcomed = new Promise<string[]>((resolve, reject) => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      stdout += chunk;
      const [, block] = /─\n(.+?)\n─+\n/s.exec(stdout) ?? [];
      if (block) resolve(block.split("\n"));
    });
    stderrEnded.then(async () => reject(new Error(`It ended with ${(await exited)[0]}: ${stderr}`)));
  });
  welcomed.catch(() => {});
  return {
    pid: child.pid!,
    welcomed,
    async logged(words, times) {
      while (stderr.split(words).length <= times) await once(child.stderr, "data");
    },
    async ended(...signals) {
      for (const signal of signals) child.kill(signal);
      const [code] = await exited;
      await stderrEnded;
      return { code, stdout, stderr };
    },
  };
}

export interface RunningProduct extends StartingProduct {
  /** Without a trailing slash. */
  readonly url: string;
  readonly welcome: readonly string[];
}

/** `npm start`, until it says where it is. */
export async function start(surroundings: Surroundings): Promise<RunningProduct> {
  const product = beginStart(surroundings);
  const welcome = await product.welcomed;
  return { ...product, welcome, url: /http:\S+/.exec(welcome[0]!)![0] };
}

/** A new empty folder, removed at the end with what still runs in it. */
export async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-start-"));
  folders.push(folder);
  return folder;
}

const folders: string[] = [];

afterAll(async () => {
  for (const child of products) child.kill("SIGKILL");
  for (const folder of folders) {
    for (const { pid } of await listProcesses(folder)) kill(pid);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

/** The processes that have this folder in their command line. */
export async function listProcesses(folder: string): Promise<Process[]> {
  return (await listAllProcesses()).filter(({ command }) => command.includes(folder));
}

/** As a power cut would: the product, its PostgreSQL and PostgreSQL's own children. */
export async function killAll(product: StartingProduct, folder: string): Promise<void> {
  await product.ended("SIGKILL");
  await killServers(folder);
}

/** What runs in this folder, and its children. */
export async function killServers(folder: string): Promise<void> {
  const all = await listAllProcesses();
  const servers = all.filter(({ command }) => command.includes(folder)).map(({ pid }) => pid);
  const children = all.filter(({ parent }) => servers.includes(parent)).map(({ pid }) => pid);
  for (const pid of [...servers, ...children]) kill(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function listAllProcesses(): Promise<Process[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0);
  const found = await Promise.all(pids.map((pid) => readProcess(pid).catch(() => undefined)));
  return found.filter((process) => process !== undefined);
}

async function readProcess(pid: number): Promise<Process> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8");
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8");
  // After the name, which may hold anything: the state, then the parent.
  const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  return { pid, parent, command: command.replaceAll("\0", " ") };
}
