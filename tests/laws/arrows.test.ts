/**
 * The house's arrows: what each floor, and each noun of a floor, may import. What is not said here is not allowed;
 * types count like values. A new folder has to be given its line first.
 */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const app = path.join(import.meta.dirname, "../../app");

/** Floors below, then packages. `node` stands for Node's own modules. */
const floors: Record<string, readonly string[]> = {
  domain: ["zod"],
  siecle: ["domain", "node", "saxes", "yauzl"],
  tables: ["domain", "node", "csv-parse"],
  portal: ["domain", "node", "openid-client", "saxes"],
  data: ["domain", "node", "drizzle-orm", "pg", "pg-boss", "pg-copy-streams", "zod"].concat(
    ["@simplewebauthn/server", "otpauth"], // ceremonies of the second factor, kept as rows
  ),
  mail: ["domain", "data", "node", "nodemailer", "hono"],
  actions: ["domain", "siecle", "tables", "portal", "data", "mail", "node", "@zxcvbn-ts"],
  web: ["domain", "siecle", "tables", "portal", "data", "mail", "actions", "node", "hono", "zod"].concat([
    "@hono/node-server",
    "@fastify/busboy",
    "@e965/xlsx",
    "csv-stringify",
    "marked",
    "qrcode-generator",
  ]),
  run: ["domain", "siecle", "portal", "data", "mail", "actions", "web", "node"].concat(
    ["@hono/node-server", "drizzle-orm", "pg", "pino", "prom-client", "zod"], // what it opens and measures
  ),
};

/** The nouns of a floor; every noun may use its floor's `ground`. */
const nouns: Record<string, Record<string, readonly string[]>> = {
  domain: {
    ground: [],
    people: [],
    school: ["people", "second-factor"],
    access: ["people"],
    mail: ["access"],
    "second-factor": ["access", "people"],
    portal: ["access", "people"],
    imports: ["people", "school"],
    inspectors: [],
    history: ["people", "access", "second-factor", "portal", "imports", "mail", "school", "inspectors"],
    law: ["people", "school", "access"],
  },
  data: {
    ground: [],
    mail: [],
    people: ["mail"],
    access: ["people", "mail"],
    "second-factor": [],
    history: ["people"],
    inspectors: ["people", "history"],
    imports: ["people", "access"],
    portal: ["people", "history", "imports"],
    school: ["people", "portal", "mail"],
    erasure: ["people", "imports"],
    engine: ["history", "inspectors", "imports"],
  },
  mail: { ground: [], postman: [] },
  actions: {
    ground: [],
    access: [],
    people: ["access"],
    "second-factor": ["access"],
    imports: [],
    portal: ["people", "access"],
    inspectors: ["access"],
    school: ["people"],
  },
  web: {
    ground: [],
    ui: [],
    kit: ["ui"],
    history: ["kit", "ui"],
    help: ["kit", "ui"],
    dev: ["kit", "ui"],
    "second-factor": ["kit", "ui"],
    access: ["second-factor", "kit", "ui"],
    people: ["access", "second-factor", "history", "kit", "ui"],
    imports: ["second-factor", "kit", "ui"],
    portal: ["imports", "kit", "ui"],
    inspectors: ["access", "kit", "ui"],
    school: ["help", "kit", "ui"],
    // Joins all routes.
    app: [
      "access",
      "people",
      "second-factor",
      "imports",
      "portal",
      "inspectors",
      "history",
      "school",
      "help",
    ].concat(["kit", "ui"]),
  },
};

/** Files of a floor's own folder that are no ground: what judges over several nouns, or joins them. */
const ownNoun: Record<string, string> = {
  "domain/permissions.ts": "law",
  "domain/bulk.ts": "law",
  "web/app.tsx": "app",
  "mail/postman.ts": "postman",
  "mail/inspector-postman.ts": "postman",
  "mail/writing.ts": "postman",
};

interface Room {
  readonly floor: string;
  readonly noun: string;
}

function roomOf(file: string): Room {
  const [floor = "", folder] = path.dirname(file).split("/");
  // A link between tables follows no arrow between nouns, nor does a join: they lie under all queries.
  if (floor === "data" && path.basename(file) === "schema.ts") return { floor, noun: "ground" };
  return { floor, noun: ownNoun[file] ?? folder ?? "ground" };
}

function whyNot(file: string, specifier: string): string | undefined {
  const from = roomOf(file);
  if (specifier.startsWith(".")) return "imports within app/ begin with #";
  if (!specifier.startsWith("#")) {
    const name = specifier.startsWith("node:")
      ? "node"
      : floors[from.floor]?.find((name) => specifier === name || specifier.startsWith(`${name}/`));
    return name && floors[from.floor]?.includes(name) ? undefined : `${from.floor} uses no such package`;
  }
  const to = roomOf(specifier.slice(1));
  if (from.floor !== to.floor) {
    // Letters know no database: only the postman reads it. Tables are known to `data` alone.
    if (from.floor === "mail" && from.noun !== "postman" && to.floor === "data")
      return "only the postman reads";
    if (from.floor !== "data" && path.basename(specifier) === "schema.ts")
      return "only data knows the tables";
    return floors[from.floor]?.includes(to.floor) ? undefined : `${from.floor} may not import ${to.floor}`;
  }
  const allowed = nouns[from.floor];
  if (!allowed || from.noun === to.noun || to.noun === "ground") return undefined;
  return allowed[from.noun]?.includes(to.noun) ? undefined : `${from.noun} may not import ${to.noun}`;
}

const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter(
  (name) => /\.tsx?$/.test(name) && !name.includes(".test."),
);

function importsOf(file: string): string[] {
  const text = readFileSync(path.join(app, file), "utf8");
  return [...text.matchAll(/^(?:import|export|\})[^"\n]*\bfrom "([^"]+)"|\bimport\("([^"]+)"\)/gm)].map(
    ([, named, called]) => (named ?? called)!,
  );
}

describe("the arrows of the house", () => {
  it("go where the table says, and nowhere else", () => {
    const wrong = files.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const reason = whyNot(file, specifier);
        return reason ? [`${file} → ${specifier}: ${reason}`] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it("lead from rooms that stand in the table, each of which exists", () => {
    const rooms = new Set(files.map((file) => roomOf(file)).map(({ floor, noun }) => `${floor}/${noun}`));
    const named = Object.entries(nouns).flatMap(([floor, of]) =>
      Object.keys(of).map((noun) => `${floor}/${noun}`),
    );
    const flat = Object.keys(floors).filter((floor) => !(floor in nouns));
    const flatRooms = [...rooms].filter((room) => flat.some((floor) => room.startsWith(`${floor}/`)));
    expect([...named, ...flatRooms].sort()).toEqual([...rooms].sort());
  });

  it("never close a circle, types included", () => {
    const graph = new Map(
      files.map((file) => [
        file,
        importsOf(file).flatMap((name) => (name.startsWith("#") ? [name.slice(1)] : [])),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const walk = (file: string, way: readonly string[]): void => {
      if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(" → "));
      if (way.includes(file) || done.has(file)) return;
      for (const next of graph.get(file) ?? []) walk(next, [...way, file]);
      done.add(file);
    };
    for (const file of files) walk(file, []);
    expect(circles).toEqual([]);
  });
});
