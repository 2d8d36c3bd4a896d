/** Reads the worst files in a process with a small heap, which dies if it keeps too much. */

import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { mostPeople } from "#siecle/gathering.ts";
import { defaultLimits } from "#siecle/limits.ts";
import type { AloneResult, AloneTask } from "#tests/support/read-alone.ts";
import { bee, fileOf, fileOfParts, forget, pupilsXml, stsXml, zipOf } from "#tests/support/siecle-files.ts";

// Time is not judged here.
vi.setConfig({ testTimeout: 300_000 });

const heapMegabytes = 128;
/** The whole process, of which Node and this code take 105 MB before anything is read. */
const mostBytes = 400_000_000;

let child: ChildProcess;
let death: Promise<never>;
let peakBytes = 0;

beforeAll(async () => {
  child = fork(new URL("../../tests/support/read-alone.ts", import.meta.url), {
    execArgv: [`--max-old-space-size=${heapMegabytes}`, "--import", "tsx"],
  });
  death = once(child, "exit").then(([code, signal]) => {
    throw new Error(`The reader died: ${signal ?? code}`);
  });
  await Promise.race([once(child, "message"), death]);
});
afterAll(() => child.send("end"));

async function alone(files: AloneTask["files"], plans = true): Promise<AloneResult["outcome"]> {
  child.send({ files, plans } satisfies AloneTask);
  const [result] = (await Promise.race([once(child, "message"), death])) as [AloneResult];
  peakBytes = result.peakBytes;
  forget(files);
  return result.outcome;
}

/** `head`, then units for about 50 MB, then `tail`. */
function* around(head: string, unit: string | ((i: number) => string), tail: string, bytes = 50_000_000) {
  yield head;
  let written = head.length;
  for (let i = 0; written < bytes; ) {
    let part = "";
    while (part.length < 1_000_000) part += typeof unit === "string" ? unit : unit(i++);
    written += part.length;
    yield part;
  }
  yield tail;
}

const [beforeElement, afterElement] = pupilsXml('<ELEVE ELEVE_ID="1"><NOM>#</NOM></ELEVE>').split("#");
const [beforeRecords, afterRecords] = pupilsXml("#").split("#");
const record = (i: number) => `<ELEVE ELEVE_ID="${i}"><NOM>NOM${i}</NOM></ELEVE>`;
const kilobyte = "x".repeat(1000);

describe("one element of 50 MB", () => {
  it.each<[string, string, string, string]>([
    ["in its text", beforeElement!, kilobyte, afterElement!],
    ["in its text of entities", beforeElement!, "&amp;".repeat(200), afterElement!],
    ["in an attribute", `${beforeRecords}<ELEVE ELEVE_ID="`, kilobyte, `"/>${afterRecords}`],
    ["in an attribute’s name", `${beforeRecords}<ELEVE `, kilobyte, `="1"/>${afterRecords}`],
    ["in its name", `${beforeRecords}<`, kilobyte, `/>${afterRecords}`],
    ["in a comment", `${beforeRecords}<!--`, kilobyte, `-->${afterRecords}`],
    ["in CDATA", `${beforeElement}<![CDATA[`, kilobyte, `]]>${afterElement}`],
    ["in a processing instruction", `${beforeRecords}<?x `, kilobyte, `?>${afterRecords}`],
    ["in an entity’s name", `${beforeElement}&`, kilobyte, `;${afterElement}`],
    ["in the blank before the root", '<?xml version="1.0"?>', " ".repeat(1000), "<BEE_ELEVES/>"],
    ["that nobody reads", `${beforeRecords}<AUTRE>`, kilobyte, `</AUTRE>${afterRecords}`],
  ])("%s", async (_, head, unit, tail) => {
    expect(await alone([fileOfParts("e.xml", around(head, unit, tail))])).toBe("malformed");
  });

  it("in a DOCTYPE", async () => {
    const file = fileOfParts("e.xml", around("<!DOCTYPE BEE_ELEVES [", "<!ENTITY a 'b'>", "]>"));
    expect(await alone([file])).toBe("doctype");
  });

  it("in a ZIP", async () => {
    const content = `${beforeElement}${kilobyte.repeat(50_000)}${afterElement}`;
    expect(await alone([fileOf("e.zip", zipOf({ "Eleves.xml": content }))])).toBe("malformed");
  });
});

describe("a great many", () => {
  it.each<[string, () => Iterable<string>, string | number]>([
    ["elements within one another", () => around(beforeRecords!, "<ELEVE>", ""), "out-of-proportion"],
    [
      "100,000 levels, all closed",
      () => [beforeRecords!, "<A>".repeat(100_000), "</A>".repeat(100_000), afterRecords!],
      "out-of-proportion",
    ],
    [
      "a million attributes",
      () => [
        `${beforeRecords}<ELEVE`,
        Array.from({ length: 1_000_000 }, (_, i) => ` a${i}=""`).join(""),
        `/>${afterRecords}`,
      ],
      "out-of-proportion",
    ],
    [
      "a million short elements that nobody reads",
      () => [`${beforeRecords}${record(1)}`, "<A/>".repeat(1_000_000), afterRecords!],
      1,
    ],
    [
      "a million short elements in one record",
      () => [beforeElement!, "<A/>".repeat(1_000_000), afterElement!],
      "out-of-proportion",
    ],
    ["people without number", () => [beforeRecords!, "<ELEVE/>".repeat(1_000_000)], "out-of-proportion"],
    ["people of all names", () => around(beforeRecords!, record, afterRecords!), "too-many-people"],
    [
      "people of one name",
      () => around(beforeRecords!, (i) => `<ELEVE ELEVE_ID="${i}"><NOM>A</NOM></ELEVE>`, afterRecords!),
      "too-many-namesakes",
    ],
  ])("%s", async (_, parts, outcome) => {
    expect(await alone([fileOfParts("e.xml", parts())])).toBe(outcome);
  });

  const most = mostPeople;
  const cyrillic = "Ж".repeat(40);

  it("people, as many as may be, with long names in letters of two bytes", async () => {
    const pupils = Array.from(
      { length: most },
      (_, i) =>
        `<ELEVE ELEVE_ID="400000000${i}"><ID_NATIONAL>99900000${i}</ID_NATIONAL><NOM>${cyrillic}${i}</NOM><PRENOM>${cyrillic}</PRENOM></ELEVE>`,
    );
    const guardians = Array.from(
      { length: most },
      (_, i) =>
        `<PERSONNE PERSONNE_ID="${i}"><NOM>${cyrillic}${i}</NOM><PRENOM>${cyrillic}</PRENOM><MEL>quelquun.${i}@example.org</MEL></PERSONNE>`,
    );
    const pupilsFile = () => fileOf("e.xml", pupilsXml(pupils.join("\n")));
    const guardiansXml = bee("BEE_RESPONSABLES", `<PERSONNES>${guardians.join("\n")}</PERSONNES>`);
    expect(await alone([pupilsFile()])).toBe(most);
    expect(await alone([pupilsFile(), fileOf("r.xml", guardiansXml)], false)).toBe(2 * most);
  });

  it("divisions, distinct", async () => {
    const structures = (i: number) =>
      Array.from(
        { length: 1000 },
        (_, j) =>
          `<STRUCTURE><CODE_STRUCTURE>${i}-${j}</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE>`,
      ).join("");
    const [head, tail] = pupilsXml(record(1), "<STRUCTURES>#</STRUCTURES>").split("#");
    const unit = (i: number) => `<STRUCTURES_ELEVE ELEVE_ID="1">${structures(i)}</STRUCTURES_ELEVE>`;
    expect(await alone([fileOfParts("e.xml", around(head!, unit, tail!))])).toBe(1);
  });

  it("functions and disciplines, distinct", async () => {
    const staff = Array.from(
      { length: most },
      (_, i) =>
        `<INDIVIDU ID="${i}"><NOM_USAGE>NOM${i}</NOM_USAGE><FONCTION>F${i}</FONCTION><DISCIPLINES><DISCIPLINE><LIBELLE_COURT>D${i}</LIBELLE_COURT></DISCIPLINE></DISCIPLINES></INDIVIDU>`,
    );
    const file = fileOf("sts.xml", stsXml(`<INDIVIDUS>${staff.join("\n")}</INDIVIDUS>`));
    expect(await alone([file])).toBe(most);
  });

  it("subjects, distinct, and lessons of all of them", async () => {
    const subjects = Array.from(
      { length: most / 2 },
      (_, i) => `<MATIERE CODE="${i}"><LIBELLE_LONG>MATIERE ${i}</LIBELLE_LONG></MATIERE>`,
    );
    const services = (i: number) =>
      Array.from(
        { length: 1000 },
        (_, j) =>
          `<SERVICE CODE_MATIERE="${1000 * i + j}"><ENSEIGNANTS><ENSEIGNANT ID="1"/></ENSEIGNANTS></SERVICE>`,
      ).join("");
    const divisions = (count: number) =>
      Array.from(
        { length: count },
        (_, i) => `<DIVISION CODE="${i}"><SERVICES>${services(i)}</SERVICES></DIVISION>`,
      );
    const file = (count: number) =>
      fileOf(
        "sts.xml",
        stsXml(
          `<INDIVIDUS><INDIVIDU ID="1"><NOM_USAGE>A</NOM_USAGE><FONCTION>ENS</FONCTION></INDIVIDU></INDIVIDUS><STRUCTURE><DIVISIONS>${divisions(count).join("\n")}</DIVISIONS></STRUCTURE>`,
          `<MATIERES>${subjects.join("\n")}</MATIERES>`,
        ),
      );
    expect(await alone([file(29)])).toBe(1);
    expect(await alone([file(51)])).toBe("too-many-lessons");
  });
});

describe("a ZIP bomb", () => {
  const xml = pupilsXml(record(1));

  it("in a ZIP in a ZIP", async () => {
    let bomb = zipOf({ "Eleves.xml": `${beforeElement}${kilobyte.repeat(20_000)}${afterElement}` });
    for (let level = 0; level < 5; level++) {
      bomb = zipOf(Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`${level}${i}.zip`, bomb])));
    }
    expect(await alone([fileOf("42.zip", bomb)])).toBe("zip-in-zip");
  });

  it("of one entry", async () => {
    const swollen = `${beforeRecords}${`<A>${" ".repeat(50_000)}</A>`.repeat(1000)}${record(1)}${afterRecords}`;
    expect(await alone([fileOf("e.zip", zipOf({ "Eleves.xml": swollen }))])).toBe("zip-bomb");
  });

  it("of a hundred entries over the same bytes", async () => {
    const one = zipOf({ "Eleves.xml": xml });
    const directoryStart = one.readUInt32LE(one.length - 6);
    const line = one.subarray(directoryStart, one.length - 22);
    const end = Buffer.from(one.subarray(-22));
    end.writeUInt16LE(100, 8);
    end.writeUInt16LE(100, 10);
    end.writeUInt32LE(100 * line.length, 12);
    const bomb = Buffer.concat([one.subarray(0, directoryStart), ...Array(100).fill(line), end]);
    expect(await alone([fileOf("e.zip", bomb)])).toBe("zip-bomb");
  });

  it("whose entries all keep just under the ratio", async () => {
    // Spaces deflate to nothing, the noise not at all.
    const noise = () => `<A>${" ".repeat(50_000)}${randomBytes(170).toString("hex")}</A>`;
    const filler = Array.from({ length: 1000 }, noise).join("");
    const ratio = filler.length / deflateRawSync(filler).length;
    expect(ratio).toBeGreaterThan(0.75 * defaultLimits.zipRatio);
    expect(ratio).toBeLessThan(defaultLimits.zipRatio);
    const bomb = zipOf({
      "Eleves.xml": pupilsXml(record(1), filler),
      "Structures.xml": bee("BEE_STRUCTURES", filler),
      "Nomenclature.xml": bee("BEE_NOMENCLATURES", filler),
    });
    expect(await alone([fileOf("e.zip", bomb)])).toBe("import-too-big");
  });

  it("of two hundred exports of which nothing is read", async () => {
    const asides = Array.from({ length: 199 }, (_, i) => [
      `${i}.xml`,
      bee("BEE_COMMUN", kilobyte.repeat(100)),
    ]);
    const zip = zipOf({ ...Object.fromEntries(asides), "Eleves.xml": xml });
    expect(await alone([fileOf("e.zip", zip)])).toBe(1);
  });
});

it(`takes at most ${mostBytes / 1e6} MB for the worst of them`, () => {
  expect(peakBytes).toBeGreaterThan(0);
  expect(peakBytes).toBeLessThan(mostBytes);
});
