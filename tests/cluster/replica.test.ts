/** The primary killed while people write, its replica promoted: nothing that was acknowledged is lost. */

import { describe, expect, it } from "vitest";
import { whyNoCluster } from "../../scripts/fixtures/cluster.mjs";
import { startLoad } from "../faults/load.ts";
import { uai } from "../start/product.ts";
import { goodPassword } from "../support/steps.ts";
import { Visitor } from "../support/visitor.ts";
import { nobody, startCluster } from "./cluster.ts";
import { startReplica } from "./postgres.ts";
import { allMailsLeave, listPresent, startWriters } from "./writers.ts";

const missing = whyNoCluster();

describe.skipIf(missing)(`a replica${missing ? ` (sauté : ${missing})` : ""}`, async () => {
  const cluster = missing ? nobody : await startCluster();
  const gone = "La base de données ne répond pas";

  it("takes over from a primary that is killed, with all that was acknowledged", {
    timeout: 90_000,
  }, async () => {
    const { administrator, nginx, nodes, primary } = cluster;
    const replica = await startReplica(primary);
    const readiness = () => Promise.all(nodes.map(async (node) => (await fetch(`${node.url}/ready`)).json()));
    // Beside the proxy, which closes the connections that are at rest when its configuration changes.
    const [here, there] = nodes.map(({ url }) => administrator.at(url)) as [Visitor, Visitor];
    const load = startLoad(here.url, [`/${uai}/utilisateurs`, `/${uai}/aide-connexion`], {
      cookie: administrator.cookieHeader,
    });
    const writers = startWriters(here, here, there, there);
    await writers.answered(303, 20);

    await primary.kill();
    await Promise.all([load.answered(503, 5), writers.answered(503, 5)]);
    const notReady = { ready: false, because: "database" };
    expect(await readiness()).toEqual([notReady, notReady]);
    // Too soon: what reads might be served, what writes is not.
    await nginx.movePostgres(replica.port);
    await writers.answered(503, 5);
    expect(await readiness()).toEqual([notReady, notReady]);

    await replica.promote();
    await expect.poll(readiness, { timeout: 20_000 }).toEqual([{ ready: true }, { ready: true }]);
    await Promise.all([load.answered(200, 40), writers.answered(303, 20)]);
    await Promise.all([load.end(), writers.end()]);

    const acknowledged = writers.answers.filter(({ status }) => status === 303);
    expect(await listPresent(replica, acknowledged)).toEqual(acknowledged.map(({ email }) => email).sort());
    expect(load.lost).toEqual([]);
    const others = [...load.answers, ...writers.answers].filter(
      ({ status, text }) => ![200, 303].includes(status) && !(status === 503 && text.includes(gone)),
    );
    expect(others).toEqual([]);
    // Those too that were under way.
    await allMailsLeave(replica);
    await Promise.all(acknowledged.map(({ email }) => cluster.mails.next(email)));
    for (const node of nodes) {
      expect((await new Visitor(node.url).signIn(cluster.login, goodPassword)).status).toBe(303);
      expect((await node.product.ended("SIGTERM")).code).toBe(0);
    }
  });
});
