/**
 * Pages and assets leave compressed for who takes it: brotli, which browsers ask for over HTTPS, or gzip. Why that gives
 * no secret away here: docs/decisions/003-what-a-page-weighs.md.
 */

import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import type { Context } from "hono";

export type Encoding = "br" | "gzip";

export function acceptedEncoding(c: Context): Encoding | undefined {
  const accepted = c.req.header("accept-encoding") ?? "";
  return (["br", "gzip"] as const).find((encoding) =>
    new RegExp(`\\b${encoding}\\b(?!;\\s*q=0(?:[^.]|$))`).test(accepted),
  );
}

const inBrotli = promisify<Buffer, object, Buffer>(brotliCompress);
const inGzip = promisify(gzip);

/** The quality is brotli's, of 11: 4 costs a page about a millisecond. */
export async function encoded(body: Buffer, encoding: Encoding, quality: number): Promise<Buffer> {
  if (encoding === "gzip") return inGzip(body);
  return inBrotli(body, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
    },
  });
}
