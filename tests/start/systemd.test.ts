/** The unit of docs/systemd: understood by systemd, and started for real where the machine runs on it. */

import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { expect, it, onTestFinished } from "vitest";
import { makeFolder, root } from "./product.ts";

const run = promisify(execFile);
const unit = path.join(root, "docs/systemd/cpro.service");
const hasAnalyze = spawnSync("systemd-analyze", ["--version"]).status === 0;
const bootedByRoot = existsSync("/run/systemd/system") && process.geteuid?.() === 0;

it.skipIf(!hasAnalyze)("is a unit that systemd understands, with little left to attack", async () => {
  const file = path.join(await makeFolder(), "cpro.service");
  await writeFile(file, (await readFile(unit, "utf8")).replaceAll("/opt/cpro", root));
  expect(await run("systemd-analyze", ["verify", file])).toMatchObject({ stdout: "", stderr: "" });
  // From 0, nothing to reach, to 10; a service without any hardening has 9.6.
  await run("systemd-analyze", ["security", "--offline=true", "--threshold=25", file]);
});

// Most containers have no systemd: then the unit's own lines are checked above, and nothing is started.
it.skipIf(!bootedByRoot)(
  "starts, is ready, and stops in order, as an account without privileges",
  async () => {
    const name = `cpro-test-${process.pid}`;
    const file = `/run/systemd/system/${name}.service`;
    const env = path.join(await makeFolder(), "env");
    const port = 20_000 + (process.pid % 10_000);
    await writeFile(env, `PORT=${port}\nPUBLIC_URL=http://127.0.0.1:${port}\nMAIL_URL=smtp://127.0.0.1:1\n`);
    const text = (await readFile(unit, "utf8"))
      .replace("User=cpro\nGroup=cpro", "DynamicUser=yes")
      .replace("/etc/cpro.env", env)
      .replaceAll("/var/lib/cpro", `/var/lib/${name}`)
      .replace("StateDirectory=cpro", `StateDirectory=${name}`)
      .replace(
        "ProtectHome=true",
        `ProtectHome=true\nTemporaryFileSystem=/opt\nBindReadOnlyPaths=${root}:/opt/cpro`,
      );
    await writeFile(file, text);
    onTestFinished(async () => {
      await run("systemctl", ["stop", name]);
      await rm(file);
      await run("systemctl", ["daemon-reload"]);
      await rm(`/var/lib/private/${name}`, { recursive: true, force: true });
      await rm(`/var/lib/${name}`, { force: true });
    });
    await run("systemctl", ["daemon-reload"]);
    await run("systemctl", ["start", name]);
    const ready = async () => (await fetch(`http://127.0.0.1:${port}/ready`).catch(() => undefined))?.status;
    await expect.poll(ready, { timeout: 50_000, interval: 300 }).toBe(200);
    await run("systemctl", ["stop", name]);
    const { stdout } = await run("systemctl", [
      "show",
      name,
      "--property=Result",
      "--property=ExecMainStatus",
    ]);
    expect(stdout.trim().split("\n").sort()).toEqual(["ExecMainStatus=0", "Result=success"]);
  },
);
