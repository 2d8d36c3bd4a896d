// Lets Node load the product's TypeScript as written. Plain JavaScript that Node 20 understands.

import { registerHooks } from "node:module";
import path from "node:path";
import { register } from "tsx/esm/api";

register({ tsconfig: path.join(import.meta.dirname, "../../tsconfig.json") });
registerHooks({ resolve: resolveWithinDrizzle });

/**
 * Node reads a package's package.json again for each file that it resolves, and Drizzle's 180 kB take half of a
 * command's time. Relative imports within Drizzle need no such lookup.
 */
function resolveWithinDrizzle(specifier, context, next) {
  const { parentURL = "" } = context;
  const within = specifier.startsWith(".") && /\/node_modules\/drizzle-orm\/.*\.js$/.test(parentURL);
  if (!within) return next(specifier, context);
  return { url: new URL(specifier, parentURL).href, format: "module", shortCircuit: true };
}
