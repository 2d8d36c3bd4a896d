/** Refusals proved: every address and method, for everybody who might knock, against the table of who may. */

import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { createInspector } from "#actions/inspectors/create-inspector.ts";
import { openInspection } from "#actions/inspectors/open-inspection.ts";
import { createSchool } from "#actions/school/create-school.ts";
import { insertSession } from "#data/access/sessions.ts";
import { insertInspectorSession } from "#data/inspectors/inspectors.ts";
import { findUserByLogin, insertUser } from "#data/people/users.ts";
import { insertEntIdFile } from "#data/portal/ent-id-files.ts";
import { hashToken, newToken } from "#data/token.ts";
import type { Inspector } from "#domain/inspectors/inspector.ts";
import { paths } from "#web/paths.ts";
import { testSite, uai } from "../support/site.ts";
import { everyone, type Row, type Visitor, visitors, whoMay } from "./who-may.ts";

const otherUai = "0888888Y";
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** In the school, by login; the others come in otherwise or not at all. */
const logins: Partial<Record<Visitor, string>> = {
  pupil: "yanis.ait-ali",
  guardian: "assa.keita",
  teacher: "ines.dalmeida",
  "other staff": "amadou.diallo",
  head: "maelle.legoff",
  administrator: "camille.riviere",
};

describe("who may", async () => {
  const site = await testSite("cast");
  const { database } = site;
  const clock = () => new Date();
  const targets = { user: randomUUID(), import: "", inspector: "", entIdFile: randomUUID(), asset: "" };
  let letIn: Inspector;

  beforeAll(async () => {
    const administrator = { lastName: "AUTRE", firstName: "Alix", email: "alix@example.org" };
    const school = { uai: otherUai, name: "Autre collège", email: undefined };
    await createSchool({ database, clock }, school, administrator);
    await database.inSchool(uai, (tx) =>
      insertUser(tx, {
        ...{ id: targets.user, login: "cible", profile: "cpe", origin: "manual", civility: "m" },
        ...{ lastName: "CIBLE", firstName: "Un", birthDate: null, email: null, discipline: null },
      }),
    );
    await database.inSchool(uai, (tx) =>
      insertEntIdFile(tx, {
        ...{ id: targets.entIdFile, createdAt: clock(), createdBy: undefined, fileName: "ent.csv" },
        ...{ content: { headings: ["a", "b"], rows: [["c", "d"]] }, columns: null, plan: null },
      }),
    );
    const { rows } = await database.pool.query("select id from imports where uai = $1", [uai]);
    targets.import = rows[0].id;
    const jobs = { enqueueInspectorMail: async () => {} };
    const makeInspector = async (email: string) => {
      const answer = await createInspector(
        { database, clock, jobs },
        { lastName: "X", firstName: "Y", email },
      );
      if (!answer.ok) throw new Error(answer.refusal);
      return answer.value;
    };
    letIn = await makeInspector("dedans@example.org");
    targets.inspector = (await makeInspector("dehors@example.org")).id;
    const head = await database.inSchool(uai, (tx) => findUserByLogin(tx, logins.head!));
    const actor = { userId: head!.id, profile: head!.profile };
    await openInspection({ database, clock, jobs }, actor, uai, letIn.id, undefined);
    const page = await (await fetch(`${site.url}/${uai}/connexion`)).text();
    targets.asset = /\/assets\/([^"]+\.css)/.exec(page)![1]!;
  });

  /** A session of its own for each request: some end it. The cookie is sent as a browser would, by its path. */
  async function cookieOf(visitor: Visitor, path: string): Promise<string> {
    const token = newToken();
    const tokenHash = hashToken(token);
    if (visitor === "inspector") {
      const session = { tokenHash, inspectorId: letIn.id, at: clock() };
      await database.asPlatform((db) => insertInspectorSession(db, session));
      // Sent everywhere, and under the other name too: it must open nothing but its own door.
      return `cpro_inspection=${token}; cpro_session=${token}`;
    }
    const [school, login] =
      visitor === "administrator of another school" ? [otherUai, "alix.autre"] : [uai, logins[visitor]];
    if (!login) return "";
    await database.inSchool(school, async (tx) => {
      const user = await findUserByLogin(tx, login);
      await insertSession(tx, { tokenHash, userId: user!.id, purpose: "full", at: clock() });
    });
    return path.startsWith("/inspection")
      ? `cpro_session=${token}; cpro_inspection=${token}`
      : `cpro_session=${token}`;
  }

  function addressOf(name: keyof typeof paths): string {
    const { pattern } = paths[name];
    const id = pattern.includes("importations")
      ? targets.import
      : pattern.includes("inspecteurs")
        ? targets.inspector
        : pattern.includes("identifiants")
          ? targets.entIdFile
          : targets.user;
    const filled = pattern
      .replace(":uai", uai)
      .replace(":id", id)
      .replace(":file", targets.asset)
      .replace(":chapter", "mon-compte");
    return name === "importReport" ? `${filled}?format=csv` : filled;
  }

  async function knock(
    name: keyof typeof paths,
    method: (typeof methods)[number],
    visitor: Visitor,
    origin: string = site.url,
  ): Promise<"in" | "sent to sign in" | "forbidden" | "not there" | string> {
    const path = addressOf(name);
    const answer = await fetch(site.url + path, {
      method,
      redirect: "manual",
      headers: {
        cookie: await cookieOf(visitor, path),
        origin,
        "content-type": "application/x-www-form-urlencoded",
      },
      body: method === "GET" ? null : name === "ownSessions" ? "session=others" : "",
    });
    await answer.arrayBuffer();
    const { status } = answer;
    if (status === 403) return "forbidden";
    if (status === 404 || status === 410) return "not there";
    const where = answer.headers.get("location") ?? "";
    if (/\/connexion(\?|$)/.test(where)) return "sent to sign in";
    return status === 200 || status === 303 || status === 302 || status === 409 || status === 422
      ? "in"
      : `status ${status}`;
  }

  const ofNothing: readonly string[] = [
    ...["inspectorPassword", "passwordByLink", "emailByLink", "removeAuthenticator", "deleteView"],
    ...["selection", "selectionClasses", "undoSelection"],
  ];
  const isMember = (visitor: Visitor): boolean => logins[visitor] !== undefined;

  function expected(name: keyof typeof paths, row: Row, method: keyof Row, visitor: Visitor): string[] {
    const allowed = row[method]!;
    // What is open may lead to the door; a link that is nobody's is not there, nor what was never closed.
    const isOpen = allowed === everyone || allowed.includes(visitor);
    if (isOpen && ofNothing.includes(name)) return ["not there"];
    if (allowed === everyone) return ["in", "sent to sign in"];
    if (isOpen) return ["in"];
    // Asked by a script beside a field: nobody is led anywhere.
    if (name === "passwordStrength") return ["forbidden"];
    if (paths[name].pattern.startsWith("/inspection")) return ["sent to sign in"];
    return [isMember(visitor) ? "forbidden" : "sent to sign in"];
  }

  it.each(Object.keys(whoMay) as (keyof typeof paths)[])("%s", async (name) => {
    const row = whoMay[name];
    for (const method of methods) {
      for (const visitor of visitors) {
        const answer = await knock(name, method, visitor);
        const about = `${method} ${paths[name].pattern} by ${visitor}`;
        if (method in row) expect(expected(name, row, method as keyof Row, visitor), about).toContain(answer);
        else expect(["sent to sign in", "forbidden", "not there"], about).toContain(answer);
      }
    }
  });

  it("has a row for every address", () => {
    expect(Object.keys(whoMay).sort()).toEqual(Object.keys(paths).sort());
  });

  it("refuses every write that does not come from a page of the site, but one", async () => {
    for (const name of Object.keys(whoMay) as (keyof typeof paths)[]) {
      // A portal is no browser.
      if (!whoMay[name].POST || name === "portalReturn") continue;
      for (const visitor of ["administrator", "head", "inspector"] as const) {
        expect(await knock(name, "POST", visitor, "https://ailleurs.example"), name).toBe("forbidden");
      }
    }
  });

  it("shows an inspector a school that let him in, and no other", async () => {
    const cookie = await cookieOf("inspector", "/inspection");
    const look = (school: string) =>
      fetch(`${site.url}/inspection/${school}`, { headers: { cookie }, redirect: "manual" });
    expect((await look(uai)).status).toBe(200);
    for (const school of [otherUai, "0777777A"]) expect((await look(school)).status).toBe(403);
  });
});
