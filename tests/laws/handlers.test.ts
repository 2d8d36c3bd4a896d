/** A handler reads, asks and answers; what is longer than one look has a rule, a text or a view of its own in it. */

import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

const web = path.join(import.meta.dirname, "../../app/web");
const most = 25;

/** In lines, with its signature and its brace: every function of a module whose first argument is the request's context. */
function handlers(): { name: string; lines: number }[] {
  return readdirSync(web, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes(".test.") && !file.startsWith("kit/"))
    .flatMap((file) => {
      const source = readFileSync(path.join(web, file), "utf8");
      const found = source.matchAll(/^(?:export )?(?:async )?function (\w+)\(\s*c: Context\b[\s\S]*?^}/gm);
      return [...found].map(([whole, name]) => ({
        name: `${file} ${name}`,
        lines: whole.split("\n").length,
      }));
    });
}

it("are seen at one look", () => {
  expect(handlers().length).toBeGreaterThan(100);
  expect(handlers().filter(({ lines }) => lines > most)).toEqual([]);
});
