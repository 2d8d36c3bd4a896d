/** Debian's nginx with the very lines that docs/operations.md gives; only ports and TLS are the test's. */

import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, readFile, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll } from "vitest";
import { nginx, nginxStream } from "../../scripts/fixtures/cluster.mjs";
import { makeFolder, root } from "../start/product.ts";

export interface Ports {
  readonly web: number;
  readonly nodes: readonly [number, number];
  /** The address of the database that does not change, and what is behind it. */
  readonly database: number;
  readonly postgres: number;
}

/** One try at a node, of a request that may have had several. */
interface Try {
  readonly node: string;
  readonly bytesSent: number;
}

interface Passed {
  readonly method: string;
  readonly status: number;
  readonly tries: readonly Try[];
}

export interface ReverseProxy {
  /** The database's address leads here from now on. */
  movePostgres(port: number): Promise<void>;
  /** What it has passed on to the nodes, so far. */
  listPassed(): Promise<Passed[]>;
}

export async function startNginx(ports: Ports): Promise<ReverseProxy> {
  const folder = await makeFolder();
  // Its workers run as somebody else, and keep what is too long for memory here.
  await chmod(folder, 0o755);
  const file = path.join(folder, "nginx.conf");
  const log = path.join(folder, "access.log");
  const configure = async (postgres: number) =>
    writeFile(file, await configuration({ ...ports, postgres }, folder));
  await configure(ports.postgres);

  const words = ["-p", folder, "-c", file];
  const child = spawn(nginx, [...words, "-g", "daemon off;"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said += text;
  });
  const ended = once(child, "exit");
  afterAll(async () => {
    child.kill();
    await ended;
  });
  for (let tries = 0; !(await answers(ports.web)); tries++) {
    if (child.exitCode !== null || tries > 200) throw new Error(`nginx did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  return {
    async movePostgres(port) {
      await configure(port);
      await promisify(execFile)(nginx, [...words, "-s", "reload"]);
    },
    listPassed: async () => (await readFile(log, "utf8")).trimEnd().split("\n").map(readPassed),
  };
}

function readPassed(line: string): Passed {
  const [method = "", status, nodes = "", bytes = ""] = line.split("|");
  const sent = bytes.split(", ");
  const tries = nodes.split(", ").map((node, i) => ({ node, bytesSent: Number(sent[i]) }));
  return { method, status: Number(status), tries };
}

async function configuration({ web, nodes, database, postgres }: Ports, folder: string): Promise<string> {
  const documented = await readFile(path.join(root, "docs/operations.md"), "utf8");
  const [site, twoNodes, stream] = [...documented.matchAll(/```nginx\n(.+?)```/gs)].map(([, text]) => text!);
  const server = site!
    .replace(/^upstream .+\n/, twoNodes!)
    .replace("listen 443 ssl", `listen 127.0.0.1:${web}`)
    .replaceAll(/ +ssl_certificate.+\n/g, "")
    .replace("127.0.0.1:3000", `127.0.0.1:${nodes[0]}`)
    .replace("127.0.0.1:3001", `127.0.0.1:${nodes[1]}`);
  return `
    load_module ${nginxStream};
    worker_processes 1;
    pid ${folder}/nginx.pid;
    error_log stderr warn;
    events {}
    http {
      log_format passed '$request_method|$status|$upstream_addr|$upstream_bytes_sent';
      access_log ${folder}/access.log passed;
      ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map((name) => `${name}_temp_path ${folder}/${name};`)
        .join("\n      ")}
      ${server}
    }
    ${stream!.replace("127.0.0.1:5432", `127.0.0.1:${database}`).replace("10.0.0.11:5432", `127.0.0.1:${postgres}`)}
  `;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true));
    socket.once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
