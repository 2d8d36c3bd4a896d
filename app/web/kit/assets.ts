/** Stylesheet, scripts and fonts: read once, named by their content, kept by browsers for a year. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { type Encoding, encoded } from "#web/kit/encoding.ts";
import { paths } from "#web/paths.ts";

interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** Made when it is first asked for. Fonts are compressed already. */
  encodedAs(encoding: Encoding): Promise<Buffer> | undefined;
}

export interface Assets {
  readonly css: string;
  /** Of the sheets of slips alone. */
  readonly slips: string;
  readonly turbo: string;
  readonly elements: string;
  find(file: string): Asset | undefined;
}

const types: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".woff2": "font/woff2",
};

/**
 * Folders of sheets. Whatever its selectors, a layer prevails over those before it; the order of sheets
 * within a layer must not matter.
 */
const layers = ["base", "layout", "controls", "parts", "screens", "media"];

export function loadAssets(): Assets {
  const byFile = new Map<string, Asset>();
  const add = (name: string, body: Buffer): string => {
    const extension = path.extname(name);
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
    const file = `${path.basename(name, extension)}-${hash}${extension}`;
    byFile.set(file, { type: types[extension]!, body, encodedAs: onceEncoded(extension, body) });
    return paths.asset({ file });
  };
  const require = createRequire(import.meta.url);
  const fonts = path.dirname(require.resolve("@fontsource/atkinson-hyperlegible/package.json"));
  const css = layers
    .map((layer) => `@layer ${layer} {\n${readFolder(`../styles/${layer}`, ".css").join("\n")}\n}`)
    .join("\n")
    // The stylesheet names fonts by their bare file names; pages get them by content.
    .replace(/url\("([^"]+\.woff2)"\)/g, (_, name: string) => {
      const body = readFileSync(path.join(fonts, "files", path.basename(name)));
      return `url("${add(path.basename(name), body)}")`;
    });
  // One script: the elements are few, small, and always used together.
  const elements = readFolder("../elements", ".js")
    .map((text) => `{\n${text}\n}`)
    .join("\n");
  return {
    css: add("cpro.css", sent(css)),
    slips: add("coupons.css", readFileSync(path.join(import.meta.dirname, "../styles/printed/slips.css"))),
    turbo: add("turbo.js", sent(readFileSync(require.resolve("@hotwired/turbo"), "utf8"))),
    elements: add("elements.js", sent(elements)),
    find: (file) => byFile.get(file),
  };
}

/** Lines of comments stay here: a quarter of what would travel. Licences, marked `!`, go along. */
function sent(text: string): Buffer {
  return Buffer.from(text.replace(/^[ \t]*(?:\/\*(?!!)(?:(?!\*\/)[\s\S])*\*\/|\/\/.*)\n/gm, ""));
}

function onceEncoded(extension: string, body: Buffer): Asset["encodedAs"] {
  const made: Partial<Record<Encoding, Promise<Buffer>>> = {};
  return (encoding) => {
    if (extension === ".woff2") return undefined;
    made[encoding] ??= encoded(body, encoding, 9);
    return made[encoding];
  };
}

function readFolder(folder: string, extension: string): string[] {
  const where = path.join(import.meta.dirname, folder);
  return readdirSync(where)
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => readFileSync(path.join(where, name), "utf8"));
}
