/** Stylesheet, scripts and fonts: read once, named by their content, kept by browsers for a year. */

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { paths } from "#web/paths.ts";

interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** Fonts are compressed already. */
  readonly brotli: Buffer | undefined;
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

export function loadAssets(): Assets {
  const byFile = new Map<string, Asset>();
  const add = (name: string, body: Buffer): string => {
    const extension = path.extname(name);
    const hash = createHash("sha256").update(body).digest("hex").slice(0, 12);
    const file = `${path.basename(name, extension)}-${hash}${extension}`;
    const brotli = extension === ".woff2" ? undefined : compress(body);
    byFile.set(file, { type: types[extension]!, body, brotli });
    return paths.asset({ file });
  };
  const require = createRequire(import.meta.url);
  const fonts = path.dirname(require.resolve("@fontsource/atkinson-hyperlegible/package.json"));
  const css = readFolder("styles", ".css")
    .map(({ text }) => text)
    .join("\n")
    // The stylesheet names fonts by their bare file names; pages get them by content.
    .replace(/url\("([^"]+\.woff2)"\)/g, (_, name: string) => {
      const body = readFileSync(path.join(fonts, "files", path.basename(name)));
      return `url("${add(path.basename(name), body)}")`;
    });
  // One script: the elements are few, small, and always used together.
  const elements = readFolder("elements", ".js")
    .map(({ text }) => `{\n${text}\n}`)
    .join("\n");
  return {
    css: add("cpro.css", Buffer.from(css)),
    slips: add("coupons.css", readFileSync(path.join(import.meta.dirname, "codes/slips.css"))),
    turbo: add("turbo.js", readFileSync(require.resolve("@hotwired/turbo"))),
    elements: add("elements.js", Buffer.from(elements)),
    find: (file) => byFile.get(file),
  };
}

function compress(body: Buffer): Buffer {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
}

function readFolder(folder: string, extension: string): { name: string; text: string }[] {
  const where = path.join(import.meta.dirname, folder);
  return readdirSync(where)
    .filter((name) => name.endsWith(extension))
    .sort()
    .map((name) => ({ name, text: readFileSync(path.join(where, name), "utf8") }));
}
