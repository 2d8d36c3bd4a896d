/** The site on a real port, and beside it a page with the same reads and a fixed answer. */

import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import { type Context, Hono } from "hono";
import { insertSession } from "#data/access/sessions.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { openSeal } from "#data/engine/seal.ts";
import { findErasureSettings } from "#data/erasure/erasures.ts";
import { listDivisions } from "#data/people/divisions.ts";
import { listSavedViews } from "#data/people/saved-views.ts";
import { findAdministrator } from "#data/people/users.ts";
import { countByPopulation, countUsers, listDisciplines, listUsers } from "#data/people/users-table.ts";
import { hasDivisionWithPupil } from "#data/school/schools.ts";
import { hashToken, newToken } from "#data/token.ts";
import { done } from "#domain/outcome.ts";
import { importThread } from "#run/import-thread.ts";
import { createSite } from "#web/app.tsx";
import { loadAssets } from "#web/kit/assets.ts";
import { type PageEnv, readContext, type Site } from "#web/kit/here.ts";
import { readUsersFilter } from "#web/kit/users-query.ts";
import { type BenchSchool, uai } from "../support/server.ts";

export interface BenchSite {
  /** Without a trailing slash. */
  readonly url: string;
  /** The administrator's. */
  readonly cookie: string;
  fixedText: string;
  stop(): Promise<void>;
}

export const barePath = `/${uai}/lectures`;

export async function serveSite(school: BenchSchool): Promise<BenchSite> {
  const site: Site = {
    database: school.database,
    jobs: {
      enqueueMail: async () => {},
      enqueueReading: async () => {},
      enqueueInspectorMail: async () => {},
    },
    imports: importThread(school.connection, () => new Date()),
    clock: () => new Date(),
    throttle: signInThrottle(school.database),
    seal: openSeal(() => randomBytes(32)),
    relyingParty: () => done({ id: "localhost", origin: "http://localhost" }),
    assets: loadAssets(),
    productName: "C Pro éducation",
    mailFrom: "no-reply@example.org",
    signInUrl: () => "http://localhost",
    portalReturnUrl: () => "http://localhost",
    portalNetwork: { allowsPrivate: false },
    secureCookies: false,
    hasMailbox: false,
    logError: (error) => {
      throw error;
    },
  };
  const both = new Hono<PageEnv>();
  both.get(barePath, async (c) => {
    c.set("site", site);
    await readAsThePage(c);
    return c.html(bench.fixedText);
  });
  both.route(
    "/",
    createSite({ site, publicUrl: "http://localhost", onRequest: () => {}, probeRoutes: new Hono() }),
  );
  const server = serve({ fetch: both.fetch, port: 0, hostname: "127.0.0.1" });
  if (!server.listening) await new Promise((resolve) => server.once("listening", resolve));
  const bench: BenchSite = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cookie: `cpro_session=${await openSession(school)}`,
    fixedText: "",
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return bench;
}

/** The session and the reads of "Gestion des utilisateurs". */
async function readAsThePage(c: Context<PageEnv>): Promise<void> {
  const visit = await readContext(c, uai);
  if (!visit?.session) throw new Error("The session is not open");
  const filter = readUsersFilter(c.req.query());
  await c.var.site.database.inSchool(uai, async (tx) => {
    await countUsers(tx, filter);
    await listUsers(tx, filter);
    await findErasureSettings(tx);
    await listSavedViews(tx, visit.user!.id);
    await countByPopulation(tx);
    await hasDivisionWithPupil(tx);
    await listDivisions(tx);
    await listDisciplines(tx);
  });
}

async function openSession({ database }: BenchSchool): Promise<string> {
  const token = newToken();
  await database.inSchool(uai, async (tx) => {
    const { id } = (await findAdministrator(tx))!;
    await insertSession(tx, { tokenHash: hashToken(token), userId: id, purpose: "full", at: new Date() });
  });
  return token;
}
