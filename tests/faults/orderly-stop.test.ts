/** Stopped under load, by a service manager: nobody who has sent a request goes without its answer. */

import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { listProcesses, makeFolder, start, uai } from "../start/product.ts";
import { startLoad } from "./load.ts";

const signInPage = `/${uai}/connexion`;
const manyVisitors = Array.from({ length: 8 }, (_, i) =>
  i % 2 === 0 ? signInPage : `/${uai}/aide-connexion`,
);

describe("a product that is told to stop", async () => {
  it("answers every request that it has taken, several times over", { timeout: 120_000 }, async () => {
    const folder = await makeFolder();
    for (let time = 1; time <= 3; time++) {
      const product = await start({ env: { CPRO_DATA: folder } });
      const load = startLoad(product.url, manyVisitors);
      await load.answered(200, 100);
      const idle = connect(Number(new URL(product.url).port), "127.0.0.1");
      await once(idle, "connect");
      const { code, stderr } = await product.ended("SIGTERM");
      await load.end();
      expect({ code, stderr, lost: load.lost }).toEqual({ code: 0, stderr: "", lost: [] });
      expect(load.answers.filter(({ status }) => status !== 200)).toEqual([]);
      expect(await listProcesses(folder)).toEqual([]);
    }
  });

  it("goes on for its grace, unready, so that a balancer sends its visitors elsewhere", async () => {
    const product = await start({ env: { CPRO_DATA: await makeFolder(), STOP_GRACE: "2" } });
    const ready = async () => (await fetch(`${product.url}/ready`)).json();
    expect(await ready()).toEqual({ ready: true });
    const ended = product.ended("SIGTERM");
    await expect.poll(ready).toEqual({ ready: false, because: "stopping" });
    const page = await fetch(product.url + signInPage);
    expect([page.status, page.headers.get("connection")]).toEqual([200, "close"]);
    expect((await ended).code).toBe(0);
  });

  it("waits for nobody at the second signal, but stops PostgreSQL in order", async () => {
    const folder = await makeFolder();
    const product = await start({ env: { CPRO_DATA: folder, STOP_GRACE: "300" } });
    const begin = performance.now();
    const ended = product.ended("SIGTERM");
    const unready = async () => (await fetch(`${product.url}/ready`)).status;
    await expect.poll(unready).toBe(503);
    // Sooner it would be taken for npm handing on the first.
    await new Promise((resolve) => setTimeout(resolve, 600));
    expect((await product.ended("SIGTERM")).code).toBe(0);
    await ended;
    expect(performance.now() - begin).toBeLessThan(20_000);
    expect(await listProcesses(folder)).toEqual([]);
  });
});
