import { SaxesParser } from "saxes";
import { Bounds } from "#siecle/bounds.ts";
import type { Limits } from "#siecle/limits.ts";
import { type Records, RecordWalk } from "#siecle/record-walk.ts";
import { Refused } from "#siecle/refused.ts";

/**
 * Hands over, one at a time, the elements that `recordsOf(root)` names by path; stops at the root if it names none.
 * Memory holds one record and one chunk.
 */
export async function parseXml(
  texts: AsyncIterable<string>,
  file: string,
  limits: Limits,
  recordsOf: (root: string) => Records | undefined,
): Promise<void> {
  const parser = new SaxesParser();
  const bounds = new Bounds(parser, file, limits);
  let isAtEnd = false;
  parser.on("error", ({ message }) => {
    const isCut = isAtEnd && bounds.charsSinceTag < 1000;
    if (isCut) throw new Refused({ code: "truncated", file, line: parser.line });
    // saxes notices a lone `&` only at the next `;` or at the end, far away.
    const line = isAtEnd || message.includes("entity") ? bounds.lastTagLine : parser.line;
    throw new Refused({ code: "malformed", file, line });
  });
  let walk: RecordWalk | undefined;
  let isOver = false;
  let wantsText = false;
  const readText = (text: string) => {
    if (wantsText) walk!.text(text);
  };
  parser.on("text", readText);
  parser.on("cdata", readText);
  parser.on("opentag", (tag) => {
    bounds.enter();
    if (walk) {
      walk.enter(tag.name, tag.attributes);
      wantsText = walk.isInRecord;
      bounds.inRecord(walk.isInRecord);
    } else {
      const records = isOver ? undefined : recordsOf(tag.name);
      if (records) walk = new RecordWalk(records);
      else isOver = true;
    }
  });
  parser.on("closetag", () => {
    bounds.leave();
    walk?.leave();
    bounds.inRecord(walk?.isInRecord ?? false);
    // Exports have only layout between a closing tag and the next tag.
    wantsText = false;
  });

  const refuseDoctype = doctypeGuard(file);
  for await (const text of texts) {
    refuseDoctype(text);
    parser.write(text);
    bounds.written(text.length);
    if (isOver) return;
  }
  isAtEnd = true;
  parser.close();
}

/** No export has a DOCTYPE. Refused before saxes sees it, in any case and across chunks. */
function doctypeGuard(file: string): (text: string) => void {
  const doctype = /<!doctype/i;
  let end = "";
  return (text) => {
    const isThere = doctype.test(end + text.slice(0, 9)) || doctype.test(text);
    if (isThere) throw new Refused({ code: "doctype", file });
    end = (end + text).slice(-8);
  };
}
