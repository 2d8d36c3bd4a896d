import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFiles } from "./read-files.ts";
import { refusalSentence } from "./refusal.ts";
import { bytesOf, fileOf, sample } from "./test-files.ts";

const numRuns = Number(process.env.CPRO_FUZZ ?? 200);

const samples = [
  "examples/2026-rentree/sts_emp_0999999Z_2026.xml",
  "examples/2026-rentree/ElevesSansAdresses.xml",
  "examples/2026-rentree/Structures.xml",
  "tests/samples/ResponsablesAvecAdresses_2026_avant-2018.xml",
  "tests/samples/traps/utf8_declared_as_latin9.xml",
  "tests/samples/traps/utf8_with_bom.xml",
  "tests/samples/traps/same_ine_twice.xml",
  "tests/samples/ExportXML_ElevesSansAdresses.zip",
  "tests/samples/traps/zip_with_two_exports.zip",
  "tests/samples/traps/zip_with_macos_entries.zip",
].map((path) => bytesOf(sample(path)));

type Mutation = (bytes: Buffer, at: number) => Buffer;
const insert = (bytes: Buffer, at: number, what: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), what, bytes.subarray(at)]);

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  fc.nat(7).map(
    (bit): Mutation =>
      (bytes, at) => {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << bit;
        return flipped;
      },
  ),
  fc.nat(255).map(
    (byte): Mutation =>
      (bytes, at) =>
        insert(bytes, at, Buffer.from([byte])),
  ),
  fc.nat(200).map(
    (length): Mutation =>
      (bytes, at) =>
        Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]),
  ),
  fc.nat(5000).map(
    (length): Mutation =>
      (bytes, at) =>
        insert(bytes, at, bytes.subarray(at, at + length)),
  ),
  fc.constant<Mutation>((bytes, at) => bytes.subarray(0, at)),
  fc
    .constantFrom(
      "<",
      "&",
      "&amp;",
      "]]>",
      "<!--",
      "<![CDATA[",
      "<?",
      '"',
      "\0",
      "\uFEFF",
      "PK\x03\x04",
      "<DONNEES>",
      "99/99/9999",
      "?",
    )
    .map(
      (text): Mutation =>
        (bytes, at) =>
          insert(bytes, at, Buffer.from(text)),
    ),
  fc.uint8Array({ minLength: 1, maxLength: 8 }).map(
    (noise): Mutation =>
      (bytes, at) => {
        const noisy = Buffer.from(bytes);
        noisy.set(noise.subarray(0, noisy.length - at), at);
        return noisy;
      },
  ),
);
/** Half of the places are at either end, where headers and a ZIP's directory are. */
const places = fc.oneof(
  fc.double({ min: 0, max: 0.999, noNaN: true }),
  fc.double({ min: 0, max: 0.02, noNaN: true }),
  fc.double({ min: 0.9, max: 0.999, noNaN: true }),
);

const damaged = fc
  .record({
    bytes: fc.constantFrom(...samples),
    steps: fc.array(fc.tuple(mutations, places), { minLength: 1, maxLength: 4 }),
  })
  .map(({ bytes, steps }) =>
    steps.reduce((done, [mutate, place]) => mutate(done, Math.floor(place * done.length)), bytes),
  );

describe("a damaged file", () => {
  it("ends in a snapshot or in a sentence, never in an exception", {
    timeout: 10_000 + 20 * numRuns,
  }, async () => {
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(damaged, async (bytes) => {
        const result = await readFiles([fileOf("fichier.xml", bytes)]);
        if ("refusal" in result) {
          refused++;
          expect(refusalSentence(result.refusal)).toMatch(/^.{20,}\.$/);
        } else {
          expect(result.snapshot.uai).toMatch(/^\d{7}[A-Z]$/);
          expect(result.snapshot.warnings.every(({ message }) => message.length > 20)).toBe(true);
        }
      }),
      { numRuns },
    );
    expect(refused).toBeGreaterThan(numRuns / 10);
  });
});
