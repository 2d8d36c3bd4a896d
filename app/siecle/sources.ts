import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { shownFileName } from "#domain/french.ts";
import { headOf, sniff } from "#domain/sniff.ts";
import type { Limits } from "#siecle/limits.ts";
import { Refused } from "#siecle/refused.ts";
import { unzip } from "#siecle/unzip.ts";
import { chunkBytes, type XmlSource } from "#siecle/xml-source.ts";

/** The XML files that a file on disk is or holds. */
export async function* sourcesOf(name: string, path: string, limits: Limits): AsyncGenerator<XmlSource> {
  const file = shownFileName(name);
  const { size } = await stat(path);
  if (size > limits.fileBytes) throw new Refused({ code: "file-too-big", file, maxBytes: limits.fileBytes });
  const open = () => createReadStream(path, { highWaterMark: chunkBytes });
  const head = await headOf(open());
  const look = sniff(head);
  if (look === "zip") yield* unzip(path, file, limits);
  else if (look === "xml") yield { name: file, head, storedBytes: size, saidBytes: size, open };
  else throw new Refused({ code: "not-an-export", file, look });
}
