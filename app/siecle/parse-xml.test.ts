import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultLimits } from "#siecle/limits.ts";
import { parseXml } from "#siecle/parse-xml.ts";
import { Refused } from "#siecle/refused.ts";
import type { XmlElement } from "#siecle/xml-element.ts";

/** The elements found, or the refusal; and how many chunks were read. */
async function parse(chunks: Iterable<string>, paths: readonly string[] = ["A/B"]) {
  const found: XmlElement[] = [];
  const records = Object.fromEntries(
    paths.map((path) => [path, (element: XmlElement) => found.push(element)]),
  );
  let asked = 0;
  async function* counted() {
    for (const chunk of chunks) {
      asked++;
      yield chunk;
    }
  }
  try {
    await parseXml(counted(), "e.xml", defaultLimits, (root) => (root === "R" ? records : undefined));
    return { found, asked };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal, asked };
    throw error;
  }
}

const text = "ab &amp; &#233; <![CDATA[<c>]]>";
const xml = `<?xml version="1.0"?>\n<R>\n <X><B>no</B></X>\n <A>\n  <B i="1&quot;">${text}<C>d</C>\r\n</B><D/>\n  <B/></A>\n <B>no</B>\n</R>\n`;

describe("parseXml", () => {
  it("hands over the elements at the paths asked for, and no other", async () => {
    const { found } = await parse([xml]);
    expect(found).toHaveLength(2);
    expect(found![0]).toMatchObject({
      attributes: { i: '1"' },
      text: "ab & é <c>",
      children: [{ name: "C", text: "d" }],
    });
    expect(found![1]).toMatchObject({ name: "B", attributes: {}, children: [], text: "" });
  });

  it("reads the same however the text is cut", async () => {
    const revived = await parse([xml]);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(xml.length), { maxLength: 40 }), async (cuts) => {
        const places = [0, ...cuts.sort((a, b) => a - b), xml.length];
        const chunks = places.slice(1).map((end, i) => xml.slice(places[i], end));
        expect((await parse(chunks)).found).toEqual(revived.found);
      }),
      { numRuns: 60 },
    );
  });

  it("stops at the root when nothing is asked for", async () => {
    expect(await parse(["<Q>", "<not well formed"])).toEqual({ found: [], asked: 1 });
  });

  it.each([
    ["an unclosed tag", "<R>\n<A>\n</R>", "malformed", 3],
    ["a stray ampersand", "<R>\n\n<A>a & b</A>\n\n<A>&amp;</A></R>", "malformed", 3],
    ["a stray ampersand that nothing ends", `<R>\n\n<A>a & b</A>${"\n".repeat(1000)}</R>`, "malformed", 3],
    ["an entity of its own", "<R>&lol;</R>", "malformed", 1],
    ["text after the end", "<R/>\nmore\n<", "malformed", 3],
    ["a second root", "<R/>\n<R/>", "malformed", 2],
    ["a zero byte", "<R>\n\0</R>", "malformed", 2],
    ["the same attribute twice", "<R a='1' a='2'/>", "malformed", 1],
    ["an end that never comes", "<R>\n<A>\n<B>", "truncated", 3],
    ["an end within a tag", "<R>\n<A", "truncated", 2],
    ["a comment without end", "<R>\n<!-- ", "truncated", 2],
  ])("refuses %s, with its line", async (_, content, code, line) => {
    expect((await parse([content])).refusal).toEqual({ code, file: "e.xml", line });
  });

  it.each(["<!DOCTYPE R>", "<!doctype R [<!ENTITY a 'b'>]>", "<!-- --> <!DocType"])(
    "refuses %s, however cut",
    async (doctype) => {
      const content = `<?xml version="1.0"?>${doctype}<R/>`;
      for (let cut = 1; cut < content.length; cut++) {
        const { refusal } = await parse([content.slice(0, cut), content.slice(cut)]);
        expect(refusal).toEqual({ code: "doctype", file: "e.xml" });
      }
    },
  );
});

const chunk = 64 * 1024;
const endless = (start: string, filler: string, chunks = 800) => ({
  *[Symbol.iterator]() {
    yield start;
    for (let i = 0; i < chunks; i++) yield filler.repeat(chunk / filler.length);
  },
});

describe("parseXml, given 50 MB of", () => {
  it.each([
    ["text", "<R><A><B>", "x", "malformed"],
    ["text that nobody asked for", "<R><Z>", "x", "malformed"],
    ["entities", "<R><A><B>", "&amp;   ", "malformed"],
    ["an entity's name", "<R><A><B>&", "x", "malformed"],
    ["CDATA", "<R><A><B><![CDATA[", "]", "malformed"],
    ["a comment", "<R><!--", "- ", "malformed"],
    ["a processing instruction", "<R><?p ", "x?", "malformed"],
    ["an XML declaration", "<?xml version='1.0' ", " ", "malformed"],
    ["an attribute's value", "<R a='", "x", "malformed"],
    ["an attribute's name", "<R ", "x", "malformed"],
    ["spaces in a tag", "<R ", " ", "malformed"],
    ["an element's name", "<", "x", "malformed"],
    ["a closing tag's name", "<R></", "x", "malformed"],
    ["blank lines before the root", "", "\n", "malformed"],
    ["elements within one another", "<R>", "<A>", "out-of-proportion"],
    ["elements within one record", "<R><A><B>", "<C/>", "out-of-proportion"],
  ])("%s, gives up after a few chunks", async (_, start, filler, code) => {
    const { refusal, asked } = await parse(endless(start, filler));
    expect(refusal).toMatchObject({ code, file: "e.xml" });
    expect(asked).toBeLessThan(20);
  });

  it("attributes of one element, gives up after a hundred", async () => {
    const attributes = Array.from({ length: 1_000_000 }, (_, i) => ` a${i}=""`).join("");
    expect((await parse([`<R${attributes.slice(0, 60_000)}`])).refusal).toMatchObject({
      code: "out-of-proportion",
    });
  });

  it("records, gives up at the limit", async () => {
    const { refusal } = await parse(endless("<R><A>", "<B></B> "));
    expect(refusal).toMatchObject({ code: "out-of-proportion" });
  });

  it("elements one after another that nobody asked for, reads on", async () => {
    const { refusal, asked } = await parse(endless("<R><Z>", "<Y></Y> ", 80));
    expect(refusal).toEqual({ code: "truncated", file: "e.xml", line: 1 });
    expect(asked).toBe(81);
  });
});
