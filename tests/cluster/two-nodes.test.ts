/** Two nodes behind nginx: what one knows the other knows, and whoever visits does not see one go. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeInventedSchool } from "../../bench/invented/school.ts";
import { whyNoCluster } from "../../scripts/fixtures/cluster.mjs";
import { startLoad } from "../faults/load.ts";
import { uai } from "../start/product.ts";
import { goodPassword } from "../support/steps.ts";
import { Visitor } from "../support/visitor.ts";
import { nobody, startCluster, type WebNode } from "./cluster.ts";
import { allMailsLeave, createUser, listPresent, startWriters } from "./writers.ts";

const missing = whyNoCluster();
const signInPage = `/${uai}/connexion`;

describe.skipIf(missing)(`two nodes${missing ? ` (sauté : ${missing})` : ""}`, async () => {
  const cluster = missing ? nobody : await startCluster();
  const visitors = () => {
    const { url, administrator } = cluster;
    const addresses = [`/${uai}/aide-connexion`, `/${uai}/utilisateurs`, `/${uai}/utilisateurs?q=a`];
    return startLoad(url, addresses, { cookie: administrator.cookieHeader });
  };

  it("share a session, and its end", async () => {
    const [first, second] = cluster.nodes as [WebNode, WebNode];
    const here = new Visitor(first.url);
    await here.signIn(cluster.login, goodPassword);
    const there = here.at(second.url);
    expect((await there.get(`/${uai}/mon-compte`)).status).toBe(200);
    const cookies = here.cookieHeader;
    await there.post(`/${uai}/deconnexion`, {});
    const refused = await fetch(`${first.url}/${uai}/mon-compte`, {
      headers: { cookie: cookies },
      redirect: "manual",
    });
    expect([refused.status, refused.headers.get("location")]).toEqual([
      303,
      expect.stringContaining(signInPage),
    ]);
  });

  it("keep a connection at rest for longer than nginx, which would send a form on one that they close", async () => {
    const { headers } = await fetch(`${cluster.nodes[0]!.url}/health`);
    expect(headers.get("keep-alive")).toBe("timeout=130");
  });

  it("count wrong tries together", async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, i) =>
        new Visitor(cluster.nodes[i % 2]!.url).signIn("claire.martin", "faux"),
      ),
    );
    expect(answers.filter(({ headers }) => headers.has("retry-after"))).toHaveLength(25);
  });

  it("show each other's imports: how far, the plan, and what was applied", async () => {
    const [here, there] = cluster.nodes.map(({ url }) => cluster.administrator.at(url));
    const folder = await mkdtemp(path.join(tmpdir(), "cpro-cluster-"));
    onTestFinished(() => rm(folder, { recursive: true }));
    const school = { uai, pupils: 600, staff: 60, schoolYear: 2027, seed: 5 };
    const reading = await here!.upload(await writeInventedSchool(folder, school));
    const shown = async () => (await there!.get(reading)).text();
    expect(await shown()).toContain("live-progress");
    await expect.poll(shown, { timeout: 30_000, interval: 200 }).toContain("/application");
    const applied = await there!.post(`${reading}/application`, {});
    expect(applied.status).toBe(303);
    expect(await (await here!.get(reading)).text()).toContain("Appliquée le");
  });

  it("send a mail once, though both work the queue", async () => {
    const [here, there] = cluster.nodes.map(({ url }) => cluster.administrator.at(url));
    const asked = await Promise.all(
      Array.from({ length: 12 }, (_, i) => createUser(i % 2 === 0 ? here! : there!)),
    );
    await Promise.all(asked.map(({ email }) => cluster.mails.next(email)));
    await allMailsLeave(cluster.primary);
    expect(mailsTo(asked)).toHaveLength(12);
  });

  it("are stopped and started one after the other, and nobody sees it", async () => {
    const load = visitors();
    const writers = startWriters(cluster.administrator, cluster.administrator);
    await bothServe();
    await load.answered(200, 50);
    await writers.answered(303, 10);

    expect((await cluster.nodes[0]!.product.ended("SIGTERM")).code).toBe(0);
    await load.answered(200, 50);
    await writers.answered(303, 10);

    await cluster.startNode(0);
    await Promise.all([load.end(), writers.end()]);
    expect(load.lost).toEqual([]);
    expect(load.answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect(writers.answers.filter(({ status }) => status !== 303)).toEqual([]);
    await allMailsLeave(cluster.primary);
  });

  it("lose no page when one is killed, and the other sends its mails", { timeout: 90_000 }, async () => {
    await bothServe();
    const load = visitors();
    let held = 0;
    const released = Promise.withResolvers<void>();
    cluster.mails.greet = () => {
      held++;
      return released.promise;
    };
    // Four at once are handed over by each.
    const asked = await Promise.all(Array.from({ length: 8 }, () => createUser(cluster.administrator)));
    await expect.poll(() => held).toBe(8);
    await load.answered(200, 50);
    await cluster.nodes[0]!.product.ended("SIGKILL");
    await load.answered(200, 100);
    await load.end();
    expect(load.lost).toEqual([]);
    expect(load.answers.filter(({ status }) => status !== 200)).toEqual([]);

    released.resolve();
    // A form for the dead one, at a port where nobody listens, goes to the other.
    await expect
      .poll(
        async () => {
          expect((await createUser(cluster.administrator)).status).toBe(303);
          return formsTriedAgain();
        },
        { timeout: 20_000, interval: 200 },
      )
      .toContainEqual({ status: 303, firstBytesSent: 0 });
    await Promise.all([allMailsLeave(cluster.primary), cluster.startNode(0)]);
    expect(mailsTo(asked)).toHaveLength(8);
  });

  it("do not get a form a second time that one had begun to receive", async () => {
    const { administrator, nginx, nodes } = cluster;
    await bothServe();
    const before = (await nginx.listPassed()).length;
    // It takes connections, and what is sent, and does nothing: half of all requests are now in its hands.
    process.kill(nodes[1]!.product.pid, "SIGSTOP");
    let answered = 0;
    const count = async <T>(asked: Promise<T>) => {
      const answer = await asked;
      answered++;
      return answer;
    };
    const pages = Array.from({ length: 6 }, () => count(administrator.get(`/${uai}/utilisateurs`)));
    await expect.poll(() => answered).toBe(3);
    const forms = Array.from({ length: 6 }, () => count(createUser(administrator)));
    await expect.poll(() => answered).toBe(6);
    await nodes[1]!.product.ended("SIGKILL");

    expect((await Promise.all(pages)).map(({ status }) => status)).toEqual(Array(6).fill(200));
    const written = await Promise.all(forms);
    expect(written.map(({ status }) => status).sort()).toEqual([303, 303, 303, 502, 502, 502]);
    const done = written.filter(({ status }) => status === 303);
    expect(await listPresent(cluster.primary, written)).toEqual(done.map(({ email }) => email).sort());
    expect((await formsTriedAgain()).filter(({ firstBytesSent }) => firstBytesSent > 0)).toEqual([]);
    const triedAgain = async () => {
      const passed = (await nginx.listPassed()).slice(before).filter(({ tries }) => tries.length > 1);
      return passed.map(({ method, status }) => [method, status]);
    };
    await expect.poll(triedAgain).toEqual(Array(3).fill(["GET", 200]));
  });

  /** nginx asks a node that has failed again after a while, and the two in turn from then on. */
  async function bothServe(): Promise<void> {
    const inTurn = async () => {
      const before = (await cluster.nginx.listPassed()).length;
      for (let i = 0; i < 2; i++) await fetch(`${cluster.url}/health`);
      const passed = (await cluster.nginx.listPassed()).slice(before);
      return new Set(passed.map(({ tries }) => (tries.length === 1 ? tries[0]!.node : "both"))).size;
    };
    await expect.poll(inTurn, { timeout: 20_000, interval: 200 }).toBe(2);
  }

  async function formsTriedAgain() {
    const passed = await cluster.nginx.listPassed();
    return passed
      .filter(({ method, tries }) => method === "POST" && tries.length > 1)
      .map(({ status, tries }) => ({ status, firstBytesSent: tries[0]!.bytesSent }));
  }

  function mailsTo(asked: readonly { email: string }[]) {
    return cluster.mails.received.filter(({ to }) =>
      asked.some(({ email }) => [to].flat()[0]?.text.includes(email)),
    );
  }
});
