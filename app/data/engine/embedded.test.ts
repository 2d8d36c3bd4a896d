import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { type EmbeddedServer, startEmbedded } from "#data/engine/embedded.ts";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

const isRoot = process.geteuid?.() === 0;
const nobody = { uid: 65534, gid: 65534 };
const source = fileURLToPath(new URL("./embedded.ts", import.meta.url));
const nobodyCanRead =
  isRoot && spawnSync("test", ["-r", source], { ...nobody, stdio: "ignore" }).status === 0;

/** Made once, for tests that need no first start. */
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cpro-embedded-"));
  await (await startEmbedded(folder)).stop();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test("keeps the data from one start to the next, without a TCP port, in the order of the alphabet", async () => {
  const first = await start(folder, { durable: true });
  await query(first, "create table pupil (name text)");
  await query(first, "insert into pupil values ('Zoé'), ('Éric'), ('Emma'), ('Étienne'), ('Eric')");
  await first.stop();
  expect(await readPid(folder)).toBeUndefined();

  const second = await start(folder, { durable: true });
  const rows = await query(second, 'select name from pupil order by name collate "fr-x-icu"');
  expect(rows.map(({ name }) => name)).toEqual(["Emma", "Eric", "Éric", "Étienne", "Zoé"]);
  expect(await query(second, "show listen_addresses")).toEqual([{ listen_addresses: "" }]);
  expect(await query(second, "show fsync")).toEqual([{ fsync: "on" }]);
  expect((await stat(second.connection.host)).mode & 0o777).toBe(0o700);
});

test("serves whoever comes until the last has left, in either order", async () => {
  const web = await start(folder);
  const pid = await readPid(folder);
  const commandLine = await startProcess(folder);
  expect(await readPid(folder)).toBe(pid);
  await web.stop();
  await web.stop();
  expect(await query(web, "select 1 as one")).toEqual([{ one: 1 }]);
  await commandLine.stop();
  expect(await readPid(folder)).toBeUndefined();

  const otherWeb = await startProcess(folder);
  const joined = await start(folder);
  await otherWeb.stop();
  expect(await query(joined, "select 1 as one")).toEqual([{ one: 1 }]);
  await joined.stop();
  expect(await readPid(folder)).toBeUndefined();
});

test("starts one server for those who come at the same time, under a path too long for a socket", async () => {
  const data = join(await makeFolder(), ...Array<string>(10).fill("Collège Molière, l’année d'après 2026"));
  await mkdir(join(data, "cluster.new-killed"), { recursive: true });
  const [server, commandLine, otherServer] = await Promise.all([
    start(data),
    startProcess(data),
    start(data),
  ]);
  expect(await query(server, "select 1 as one")).toEqual([{ one: 1 }]);
  expect((await readdir(data)).filter((name) => name.startsWith("cluster"))).toEqual(["cluster"]);
  await Promise.all([server.stop(), commandLine.stop(), otherServer.stop()]);
  expect(await readPid(data)).toBeUndefined();
  await expect(stat(server.connection.host)).rejects.toThrow("ENOENT");
});

test("recovers what was committed after kill -9, even when another program has got the old number", async () => {
  const killed = await start(folder, { durable: true });
  await query(killed, "create table teacher (name text)");
  await query(killed, "insert into teacher values ('Alya')");
  await kill(folder);
  await killed.stop();

  const again = await start(folder, { durable: true });
  expect(await query(again, "select name from teacher")).toEqual([{ name: "Alya" }]);
  await kill(folder);
  for (const file of ["cluster/postmaster.pid", "socket/.s.PGSQL.5432.lock"]) {
    const [, ...rest] = (await readFile(join(folder, file), "utf8")).split("\n");
    await writeFile(join(folder, file), [process.ppid, ...rest].join("\n"));
  }
  const third = await start(folder, { durable: true });
  expect(await query(third, "select name from teacher")).toEqual([{ name: "Alya" }]);
  await kill(folder);
  await writeFile(join(folder, "cluster/postmaster.pid"), "");
  await start(folder);
});

test("outlives a process that crashes or gets a Ctrl-C, and is stopped by the next one", async () => {
  const crashed = await startProcess(folder);
  const pid = await readPid(folder);
  process.kill(-crashed.pid, "SIGINT");
  await crashed.exited;
  const next = await start(folder);
  expect(await readPid(folder)).toBe(pid);
  expect(await query(next, "select 1 as one")).toEqual([{ one: 1 }]);
  await next.stop();
  expect(await readPid(folder)).toBeUndefined();
});

test("says in one sentence why it cannot", async () => {
  const file = join(await makeFolder(), "file");
  await writeFile(file, "");
  await expect(startEmbedded(file)).rejects.toThrow(`${file} n’est pas un dossier`);
  await expect(startEmbedded(join(file, "data"))).rejects.toThrow("n’est pas un dossier");

  await mkdir(join(folder, "socket"));
  const stranger = createServer().listen(join(folder, "socket/.s.PGSQL.5432"));
  await once(stranger, "listening");
  await expect(startEmbedded(folder)).rejects.toThrow("Un programme inconnu d’ici répond déjà");
  stranger.close();

  const version = await readFile(join(folder, "cluster/PG_VERSION"));
  await writeFile(join(folder, "cluster/PG_VERSION"), "12\n");
  const failure = await startEmbedded(folder).catch((error) => error);
  await writeFile(join(folder, "cluster/PG_VERSION"), version);
  expect(failure.name).toBe("EmbeddedError");
  expect(failure.message).toContain("créée par PostgreSQL 12");
  expect(failure.cause.message).toContain("incompatible");
});

test.skipIf(isRoot)("says that it may not write", async () => {
  const folder = await makeFolder();
  await chmod(folder, 0o500);
  await expect(startEmbedded(folder)).rejects.toThrow("n’a pas le droit d’écrire");
});

test.runIf(nobodyCanRead)("runs for an ordinary account, but not on another's folder", async () => {
  const folder = await makeFolder();
  await chmod(folder, 0o711);
  const own = join(folder, "own");
  await mkdir(own);
  await chown(own, nobody.uid, nobody.gid);
  const server = await startProcess(own, nobody);
  expect((await stat(join(own, "cluster"))).uid).toBe(nobody.uid);

  const asRoot = await start(own);
  await server.stop();
  await asRoot.stop();
  // Root starts it as the folder's owner, who must be able to go on without root.
  for (const name of ["turn.lock", "users.lock", "postgres.log"]) await rm(join(own, name));
  await (await start(own)).stop();
  await (await startProcess(own, nobody)).stop();

  const rootsOwn = join(folder, "root");
  await mkdir(rootsOwn, { mode: 0o755 });
  await expect(startProcess(rootsOwn, nobody)).rejects.toThrow(`${rootsOwn} appartient au compte root`);
  await chmod(own, 0o500);
  await expect(startProcess(own, nobody)).rejects.toThrow("n’a pas le droit d’écrire");
  await expect(startProcess(join(folder, "new"), nobody)).rejects.toThrow("n’a pas le droit d’écrire");
});

test.runIf(nobodyCanRead)(
  "without namespaces, root hands the folder to an account that can enter it",
  async () => {
    const parent = await makeFolder();
    await chmod(parent, 0o711);
    const programs = join(parent, "bin");
    await mkdir(programs);
    for (const name of ["sh", "id"]) await symlink(`/usr/bin/${name}`, join(programs, name));
    const withoutUnshare = { env: { PATH: programs } };
    const locked = join(await makeFolder(), "data");
    await expect(startProcess(locked, withoutUnshare)).rejects.toThrow("Aucun compte sans privilèges");

    expect((await stat(join(folder, "cluster/PG_VERSION"))).uid).toBe(0);
    await (await startProcess(folder, withoutUnshare)).stop();
    expect((await stat(join(folder, "cluster/PG_VERSION"))).uid).not.toBe(0);
    await (await start(folder)).stop();
  },
);

const folders: string[] = [];
const dataFolders = new Set<string>();
const servers: EmbeddedServer[] = [];
const processes: ChildProcess[] = [];

afterEach(async () => {
  for (const child of processes.splice(0)) child.kill("SIGKILL");
  for (const server of servers.splice(0)) await server.stop();
  for (const folder of dataFolders) await kill(folder);
  dataFolders.clear();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cpro-embedded-"));
  folders.push(folder);
  return folder;
}

async function start(folder: string, options = { durable: false }): Promise<EmbeddedServer> {
  dataFolders.add(folder);
  const server = await startEmbedded(folder, options);
  servers.push(server);
  return server;
}

async function startProcess(
  folder: string,
  options: { uid?: number; gid?: number; env?: NodeJS.ProcessEnv } = {},
) {
  dataFolders.add(folder);
  const script = `
    import { startEmbedded } from ${JSON.stringify(source)};
    try {
      const server = await startEmbedded(process.argv[1], { durable: false });
      console.log("started");
      process.stdin.on("end", () => server.stop()).resume();
    } catch (error) {
      console.log(error.name + ": " + error.message);
    }`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script, folder], {
    ...options,
    cwd: "/",
    detached: true,
    stdio: ["pipe", "pipe", "inherit"],
  });
  processes.push(child);
  const exited = once(child, "exit");
  const [answer] = await once(createInterface(child.stdout), "line");
  if (answer !== "started") throw new Error(answer);
  return {
    pid: child.pid ?? 0,
    exited,
    async stop() {
      child.stdin.end();
      expect(await exited).toEqual([0, null]);
    },
  };
}

async function query(server: EmbeddedServer, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(server.connection);
  await client.connect();
  const { rows } = await client.query(text);
  await client.end();
  return rows;
}

async function readPid(folder: string): Promise<number | undefined> {
  const text = await readFile(join(folder, "cluster/postmaster.pid"), "utf8").catch(() => undefined);
  return text === undefined ? undefined : Number.parseInt(text, 10);
}

async function kill(folder: string): Promise<void> {
  const pid = await readPid(folder);
  if (!pid) return;
  const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
  if (command.includes(folder)) process.kill(pid, "SIGKILL");
}
