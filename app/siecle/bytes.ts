import { isAscii } from "node:buffer";
import { createHash } from "node:crypto";
import { setImmediate as turn } from "node:timers/promises";
import type { Limits } from "#siecle/limits.ts";
import { Refused } from "#siecle/refused.ts";
import type { XmlSource } from "#siecle/xml-source.ts";

interface BytesRead {
  readonly sizeBytes: number;
  readonly sha256: string;
  readonly utf8: Utf8Verdict;
}
/** `"yes"` needs a letter of several bytes: ASCII alone proves nothing. */
type Utf8Verdict = "yes" | "no" | "ascii";

/**
 * Examines the bytes of a source as they pass. After each chunk the event loop turns once, so that the server
 * answers while it reads a large file.
 */
export function examinedBytes(source: XmlSource, limits: Limits, onBytes: (bytes: number) => void) {
  const hash = createHash("sha256");
  const utf8 = utf8Check();
  let sizeBytes = 0;

  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of source.open()) {
      sizeBytes += chunk.length;
      if (sizeBytes > limits.xmlBytes) {
        throw new Refused({ code: "xml-too-big", file: source.name, maxBytes: limits.xmlBytes });
      }
      hash.update(chunk);
      utf8.add(chunk);
      yield chunk;
      onBytes(sizeBytes);
      await turn();
    }
  }

  return {
    chunks: chunks(),
    /** Once all chunks have passed. */
    read: (): BytesRead => ({ sizeBytes, sha256: hash.digest("hex"), utf8: utf8.verdict() }),
  };
}

function utf8Check() {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let verdict: Utf8Verdict = "ascii";
  const decode = (chunk?: Buffer) => {
    try {
      decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      verdict = "no";
    }
  };
  return {
    add(chunk: Buffer): void {
      if (verdict === "ascii" && !isAscii(chunk)) verdict = "yes";
      if (verdict === "yes") decode(chunk);
    },
    verdict(): Utf8Verdict {
      if (verdict === "yes") decode();
      return verdict;
    },
  };
}
