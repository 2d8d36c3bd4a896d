import { describe, expect, it } from "vitest";
import { type FileRefusal, refusalSentence } from "#siecle/refusal.ts";

type ByCode = { [Code in FileRefusal["code"]]: Omit<Extract<FileRefusal, { code: Code }>, "code"> };

const file = "Élèves.xml";
const inFile = { file };
const refusals: ByCode = {
  "no-file": {},
  "too-many-files": { count: 21, max: 20 },
  "file-too-big": { file, maxBytes: 100_000_000 },
  "xml-too-big": { file, maxBytes: 1_500_000 },
  "import-too-big": { maxBytes: 300_000_000 },
  "not-an-export": { file, look: "html" },
  "zip-damaged": inFile,
  "zip-encrypted": inFile,
  "zip-method": inFile,
  "zip-in-zip": inFile,
  "zip-bomb": inFile,
  "zip-too-many-entries": { file, max: 200 },
  "zip-without-export": inFile,
  "unknown-encoding": { file, encoding: "x-rien" },
  "wrong-encoding": inFile,
  doctype: inFile,
  malformed: { file, line: 1234 },
  truncated: { file, line: 65 },
  "out-of-proportion": { file, line: 2 },
  "overlong-value": { file, kind: "guardians", element: "NOM_DE_FAMILLE", chars: 10_000, longest: 100 },
  "too-many-people": { file, max: 60_000, kind: "guardians" },
  "too-many-namesakes": { file, kind: "pupils", name: "Léa MARTIN", max: 200 },
  "too-many-lessons": inFile,
  "emp-sts": inFile,
  "import-eleves": inFile,
  lsu: inFile,
  "specific-export": inFile,
  "unknown-export": { file, root: "note" },
  nobody: { files: [file, "Structures.xml"] },
  "no-staff": inFile,
  "no-pupil": inFile,
  "no-guardian": inFile,
  "no-uai": { file, found: "99" },
  "no-school-year": { file, found: undefined },
  "other-school": { file, uai: "0999998Y", expectedUai: "0999999Z" },
  "two-schools": { file, uai: "0999998Y", otherFile: "sts.xml", otherUai: "0999999Z" },
  "two-school-years": { file, schoolYear: 2026, otherFile: "sts.xml", otherSchoolYear: 2027 },
  "same-kind-twice": { file, kind: "pupils", otherFile: "Élèves (1).xml" },
};
const all = Object.entries(refusals).map(([code, rest]) => ({ code, ...rest }) as FileRefusal);

describe("refusalSentence", () => {
  it.each(all)("$code: whole sentences in French typography, naming the file", (refusal) => {
    const sentence = refusalSentence(refusal);
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
    expect(sentence).not.toMatch(/'| [:;!?»]|« |undefined|\s{2}/);
    expect(sentence.length).toBeLessThan(330);
    if ("file" in refusal) expect(sentence).toContain(`«\u00A0${file}\u00A0»`);
  });

  it("says which school was found, and which one was wanted", () => {
    const sentence = refusalSentence({
      code: "other-school",
      file,
      uai: "0999998Y",
      expectedUai: "0999999Z",
    });
    expect(sentence).toContain("établissement 0999998Y, et non de 0999999Z");
  });

  it.each([
    ["sts", "l’export sts_emp_… depuis STS-WEB"],
    ["pupils", "l’export ElevesSansAdresses depuis SIECLE"],
    ["guardians", "l’export ResponsablesAvecAdresses depuis SIECLE"],
    ["structures", "l’export Structures depuis SIECLE"],
    ["nomenclature", "l’export Nomenclature depuis SIECLE"],
  ] as const)("says which export to have again, once it is known: %s", (kind, name) => {
    expect(refusalSentence({ code: "malformed", file: "x (1).xml", line: 3, kind })).toContain(
      `Téléchargez de nouveau ${name}, sans`,
    );
    expect(refusalSentence({ code: "malformed", file: "x (1).xml", line: 3 })).toContain(
      "Téléchargez-le de nouveau depuis SIECLE ou STS-WEB, sans",
    );
  });

  it("names a few files out of many", () => {
    const files = Array.from({ length: 900 }, (_, i) => `${i}.xml`);
    expect(refusalSentence({ code: "nobody", files })).toContain("4.xml\u00A0» et 895 autres. Les");
  });

  it("quotes a name without changing it, and writes numbers as in France", () => {
    const sentence = refusalSentence({
      code: "malformed",
      file: "Est-ce le bon ? oui : l'autre.xml",
      line: 12_345,
    });
    expect(sentence).toContain("Est-ce le bon ? oui : l'autre.xml");
    expect(sentence).toContain("12\u202F345");
  });
});
