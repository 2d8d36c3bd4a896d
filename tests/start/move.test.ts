/** From the embedded database to one of the operator's own, by one command. */

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { receiveImport } from "#actions/receive-import.ts";
import { openDatabase } from "#data/database.ts";
import { startEmbedded } from "#data/embedded.ts";
import { findImport } from "#data/imports.ts";
import { openJobs } from "#data/jobs.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { Visitor } from "../support/visitor.ts";
import { makeFolder, run, start, uai } from "./product.ts";

describe("a move", async () => {
  const { database, url } = await testDatabase("empty");

  it("takes everything along, and what waits too", { timeout: 120_000 }, async () => {
    const folder = await makeFolder();
    const env = { CPRO_DATA: folder, DATABASE_URL: url };
    const nothing = await run(["move"], { env });
    expect([nothing.code, nothing.stderr]).toEqual([1, expect.stringContaining("Il n’y a pas de base")]);

    const first = await start({ env: { CPRO_DATA: folder } });
    const served = await run(["move"], { env });
    expect([served.code, served.stderr]).toEqual([1, expect.stringContaining("arrêtez-le d’abord")]);
    await first.ended("SIGTERM");
    const importId = await leaveFiles(folder);
    await writeFile(path.join(folder, "secret-key"), Buffer.alloc(32, 1).toString("base64"));
    const otherKey = { ...env, SECRET_KEY: Buffer.alloc(32, 2).toString("base64") };
    const sealed = await run(["move"], { env: otherKey });
    expect([sealed.code, sealed.stderr]).toEqual([1, expect.stringContaining("n’est pas la clé")]);
    const users = await run(["users", uai, "--json"], { env: { CPRO_DATA: folder } });

    const moved = await run(["move"], { env });
    expect(moved).toMatchObject({ code: 0, stderr: "" });
    expect(moved.stdout).toContain("établissements 1, utilisateurs 93");
    expect(moved.stdout).toContain("travaux en attente 1.");
    expect(moved.stdout).toContain(path.join(folder, "secret-key"));
    expect((await run(["users", uai, "--json"], { env })).stdout).toBe(users.stdout);
    const again = await run(["move"], { env });
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("n’est pas vide")]);

    const second = await start({ env });
    const stored = () => database.inSchool(uai, (tx) => findImport(tx, importId));
    await expect.poll(async () => (await stored())?.state, { timeout: 60_000 }).toBe("planned");
    // A new event finds its number, and the first password still opens.
    const [, login, password] = /identifiant (\S+), premier mot de passe (\S+)/.exec(first.welcome[1]!)!;
    await new Visitor(second.url).signInFirst({ login: login!, password: password! });
    expect((await second.ended("SIGTERM")).code).toBe(0);
  });

  /** Received while nobody reads. */
  async function leaveFiles(folder: string): Promise<string> {
    const embedded = await startEmbedded(folder);
    const own = openDatabase({ ...embedded.connection });
    const jobs = await openJobs({ ...embedded.connection });
    const app = { database: own, clock: () => new Date(), jobs };
    const received = await receiveImport(app, commandLine, uai, await exampleFiles("2027-janvier"));
    await jobs.stop();
    await own.close();
    await embedded.stop();
    if ("refused" in received) throw new Error(received.refused);
    return received.done;
  }
});
