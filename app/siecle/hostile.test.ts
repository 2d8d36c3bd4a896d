/** Malicious or damaged files: each ends in a plan or in a sentence, and nothing else happens. */

import { describe, expect, it } from "vitest";
import { readFiles } from "#siecle/read-files.ts";
import { refusalSentence } from "#siecle/refusal.ts";
import { bee, fileOf, pupilsXml, refusalOf, snapshotOf, stsXml, zipOf } from "#tests/support/siecle-files.ts";
import { emptySchool, planInto, schoolOf } from "#tests/support/siecle-plans.ts";

const pupil = '<ELEVE ELEVE_ID="1"><NOM>MARTIN</NOM><PRENOM>Léa</PRENOM></ELEVE>';
const xml = pupilsXml(pupil);
const afterDeclaration = (insertion: string, body = xml) => body.replace("?>", `?>${insertion}`);

describe("entities", () => {
  const laughs = `<!DOCTYPE lolz [<!ENTITY l0 "lol">${Array.from(
    { length: 9 },
    (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
  ).join("")}]>`;
  const named = (entity: string) => pupilsXml(pupil.replace("MARTIN", entity));

  it.each([
    ["a billion laughs", afterDeclaration(laughs, named("&l9;"))],
    [
      "a file of the server",
      afterDeclaration('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', named("&x;")),
    ],
    ["an address", afterDeclaration('<!DOCTYPE a PUBLIC "-//X" "http://127.0.0.1/x.dtd">')],
    ["a parameter entity", afterDeclaration('<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1/"> %p;]>')],
    ["an internal subset", afterDeclaration('<!DOCTYPE a [<!ATTLIST ELEVE ELEVE_ID CDATA "7">]>')],
    ["nothing", afterDeclaration("<!DOCTYPE BEE_ELEVES>")],
    ["something after a comment", afterDeclaration("<!-- a --> \n<!doctype a>")],
    ["something in UTF-16", Buffer.from(`\uFEFF${afterDeclaration("<!DOCTYPE a>")}`, "utf16le")],
    [
      "something in UTF-16, the other way",
      Buffer.from(`\uFEFF${afterDeclaration("<!DOCTYPE a>")}`, "utf16le").swap16(),
    ],
  ])("a DOCTYPE that declares %s is refused", async (_, content) => {
    expect(await refusalOf([fileOf("e.xml", content)])).toMatchObject({ code: "doctype" });
  });

  it.each([
    "&lol;",
    "&#0;",
    "&#xD800;",
    "&#xFFFE;",
    "&#99999999999999999999;",
    "&#x;",
    "&;",
    "&constructor;",
  ])("%s is refused", async (entity) => {
    expect(await refusalOf([fileOf("e.xml", named(entity))])).toMatchObject({ code: "malformed", line: 1 });
  });

  it("an external DTD named otherwise is not fetched, and XInclude is text like another", async () => {
    const include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>';
    const { pupils } = await snapshotOf([
      fileOf(
        "e.xml",
        afterDeclaration('<?xml-stylesheet href="file:///etc/passwd"?>', named(`MARTIN${include}`)),
      ),
    ]);
    expect(pupils![0]!.lastName).toBe("MARTIN");
  });
});

describe("encodings", () => {
  const declaring = (encoding: string) => xml.replace("UTF-8", encoding);
  const utf16 = Buffer.from(`\uFEFF${declaring("UTF-16")}`, "utf16le");
  const loneSurrogate = Buffer.from(
    `\uFEFF${declaring("UTF-16").replace("MARTIN", "MAR\uD800TIN")}`,
    "utf16le",
  );
  const within = (...bytes: number[]) => {
    const [before, after] = xml.split("MARTIN");
    return Buffer.concat([Buffer.from(before!), Buffer.from(bytes), Buffer.from(after!)]);
  };

  it.each<[string, string | Buffer, string]>([
    ["UTF-7", declaring("UTF-7").replace("MARTIN", "+ADw-script+AD4-"), "unknown-encoding"],
    ["UTF-32", declaring("UTF-32"), "unknown-encoding"],
    ["none that is named", declaring(""), "unknown-encoding"],
    ["one that swallows tags", declaring("ISO-2022-KR"), "unknown-encoding"],
    ["the property of an object", declaring("__proto__"), "unknown-encoding"],
    ["one of escapes", declaring("iso-2022-jp"), "wrong-encoding"],
    ["UTF-16 cut in a letter", utf16.subarray(0, -1), "wrong-encoding"],
    ["UTF-16 with half a letter", loneSurrogate, "wrong-encoding"],
    ["UTF-8 with half a letter", within(0xed, 0xa0, 0x80), "wrong-encoding"],
    ["UTF-8 with a tag written long", within(0xc0, 0xbc, 0x41, 0x3e), "wrong-encoding"],
    ["UTF-8 with bytes of no letter", within(0xff, 0xfe), "wrong-encoding"],
    ["UTF-8 cut in a letter", Buffer.from(`${xml.split("é")[0]}é`).subarray(0, -1), "wrong-encoding"],
    [
      "UTF-32 by its mark",
      Buffer.concat([Buffer.from([0xff, 0xfe, 0, 0]), Buffer.from(xml, "utf16le")]),
      "not-an-export",
    ],
  ])("%s are refused", async (_, content, code) => {
    expect(await refusalOf([fileOf("e.xml", content)])).toMatchObject({ code });
  });

  it.each(["ISO-8859-15", "windows-1252", "UTF-16LE", "shift_jis", "gbk", "x-user-defined"])(
    "declared %s and written in UTF-8: read as UTF-8",
    async (encoding) => {
      const { pupils } = await snapshotOf([fileOf("e.xml", declaring(encoding))]);
      expect(pupils![0]!.firstName).toBe("Léa");
    },
  );
});

describe("names in a ZIP, and names of files", () => {
  const etc = [
    ["../../etc/passwd", "passwd"],
    ["/etc/passwd", "passwd"],
    ["C:\\Windows\\win.ini", "win.ini"],
    ["C:win.ini", "C:win.ini"],
    ["\\\\server\\share\\e.xml", "e.xml"],
    ["e.xml\0.png", "e.xml.png"],
    ["\u202Elmx.e", "lmx.e"],
    ["e\u200B\u2066.xml", "e.xml"],
    ["__proto__", "__proto__"],
    [" ", "fichier sans nom"],
    ["///", "fichier sans nom"],
    [`${"é".repeat(118)}😀.xml`, `${"é".repeat(118)}…`],
    ["<script>alert(1)</script>", "script>"],
  ] as const;

  it.each(etc)("%j is shown %j", async (name, shown) => {
    const alone = await snapshotOf([{ ...fileOf("", xml), name }]);
    expect(alone.files[0]!.name).toBe(shown);
    const entry = name.endsWith("/") ? `${name} ` : name;
    const { files } = await snapshotOf([fileOf("e.zip", zipOf({ [entry]: xml }))]);
    expect(files[0]!.name).toBe(`e.zip › ${shown}`);
    expect(files[0]!.name.isWellFormed()).toBe(true);
  });

  it("may be the same: both are read", async () => {
    const zip = zipOf({ "a/e.xml": xml, "b/e.xml": bee("BEE_STRUCTURES", "") });
    const { files } = await snapshotOf([fileOf("e.zip", zip)]);
    expect(files.map(({ name }) => name)).toEqual(["e.zip › e.xml", "e.zip › e.xml"]);
  });
});

describe("sizes that lie", () => {
  const readNames = async (zipped: object) => {
    const result = await readFiles([fileOf("e.zip", zipOf({ "e.xml": { content: xml, ...zipped } }))]);
    return result.ok ? result.value.pupils!.map(({ lastName }) => lastName) : result.refusal.code;
  };

  it("before the bytes are not believed: the directory at the end and the sum are", async () => {
    expect(await readNames({ localBytes: 0 })).toEqual(["MARTIN"]);
    expect(await readNames({ localBytes: 10 })).toEqual(["MARTIN"]);
    expect(await readNames({ localBytes: 0xfffffff0 })).toEqual(["MARTIN"]);
  });

  it("in the directory are refused", async () => {
    for (const saidBytes of [0, 1, Buffer.byteLength(xml) - 1, Buffer.byteLength(xml) + 1, 0xfffffffe]) {
      expect(await readNames({ saidBytes })).toBe("zip-damaged");
      expect(await readNames({ saidBytes, isStored: true })).toBe("zip-damaged");
    }
  });

  it("of 64 bits are believed when true, refused when not", async () => {
    const bytes = BigInt(Buffer.byteLength(xml));
    expect(await readNames({ isStored: true, zip64: { storedBytes: bytes, saidBytes: bytes } })).toEqual([
      "MARTIN",
    ]);
    for (const lie of [0n, 1n, bytes - 1n, bytes + 1n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n]) {
      for (const isStored of [true, false]) {
        for (const zip64 of [
          { storedBytes: lie, saidBytes: lie },
          { storedBytes: bytes, saidBytes: lie },
          { storedBytes: lie, saidBytes: bytes },
        ]) {
          expect(await readNames({ isStored, zip64 })).toBe("zip-damaged");
        }
      }
    }
  });
});

describe("a file cut, or with one bit turned, anywhere", () => {
  const small = zipOf({ "e.xml": pupilsXml('<ELEVE ELEVE_ID="1"><NOM>A</NOM></ELEVE>') });

  async function expectAnEnd(content: Buffer): Promise<void> {
    const result = await readFiles([fileOf("e.zip", content)]);
    if (!result.ok) expect(refusalSentence(result.refusal)).toMatch(/^[A-Z].*\.$/);
    else expect(planInto(emptySchool, result.value).created.length).toBeLessThan(2);
  }

  it("ends in a plan or in a sentence", async () => {
    for (const content of [small, Buffer.from(xml)]) {
      for (let at = 0; at < content.length; at++) {
        await expectAnEnd(content.subarray(0, at));
        const turned = Buffer.from(content);
        turned[at]! ^= 1 << (at % 8);
        await expectAnEnd(turned);
      }
    }
  });
});

describe("what the files say", () => {
  it("the same attribute twice is refused, whatever its name", async () => {
    for (const name of ["ELEVE_ID", "__proto__", "constructor"]) {
      const twice = pupilsXml(`<ELEVE ${name}="1" ${name}="2"><NOM>A</NOM></ELEVE>`);
      expect(await refusalOf([fileOf("e.xml", twice)])).toMatchObject({ code: "malformed" });
    }
  });

  it("of two schools is refused, in two files or in one ZIP", async () => {
    const other = bee(
      "BEE_RESPONSABLES",
      '<PERSONNES><PERSONNE PERSONNE_ID="1"><NOM>A</NOM></PERSONNE></PERSONNES>',
      {
        uai: "0999998Y",
      },
    );
    expect(await refusalOf([fileOf("e.xml", xml), fileOf("r.xml", other)])).toMatchObject({
      code: "two-schools",
    });
    const zip = fileOf("e.zip", zipOf({ "e.xml": xml, "r.xml": other }));
    expect(await refusalOf([zip])).toMatchObject({ code: "two-schools" });
  });

  it("names a value that is too long, and does not cut it", async () => {
    const long = (element: string) =>
      pupilsXml(`<ELEVE ELEVE_ID="1"><NOM>A</NOM><${element}>${"x".repeat(10_000)}</${element}></ELEVE>`);
    expect(await refusalOf([fileOf("e.xml", long("NOM_USAGE"))])).toEqual({
      code: "overlong-value",
      file: "e.xml",
      kind: "pupils",
      element: "NOM_USAGE",
      chars: 10_000,
      longest: 100,
    });
    expect(await refusalOf([fileOf("e.xml", long("ID_NATIONAL"))])).toMatchObject({ element: "ID_NATIONAL" });
    expect(await refusalOf([fileOf("e.xml", xml.replace("2026", "2".repeat(300)))])).toMatchObject({
      element: "ANNEE_SCOLAIRE",
    });
    const { pupils, warnings } = await snapshotOf([fileOf("e.xml", long("MEL"))]);
    expect(pupils![0]!.email).toBeUndefined();
    expect(warnings[0]!.message).toContain("L’adresse électronique de A est incorrecte");
    expect((await snapshotOf([fileOf("e.xml", long("AUTRE"))])).pupils).toHaveLength(1);
  });

  it("in characters that nobody sees, or that turn a line round, is read without them", async () => {
    const names = [
      "MAR\u202ETIN\u202C",
      "MAR\u200BTIN",
      "\u2067MARTIN\u2069",
      "MAR\u00ADTIN",
      "MAR\u{E0054}TIN",
    ];
    for (const name of names) {
      const { pupils } = await snapshotOf([fileOf("e.xml", xml.replace("MARTIN", name))]);
      expect(pupils![0]!.lastName).toBe("MARTIN");
    }
    const { pupils, warnings } = await snapshotOf([
      fileOf("e.xml", pupilsXml(`${pupil}<ELEVE ELEVE_ID="2"><NOM>\u202E\u200B</NOM></ELEVE>`)),
    ]);
    expect(pupils).toHaveLength(1);
    expect(warnings[0]!.message).toContain("n’a pas de nom");
  });

  it("a name that a spreadsheet would take for a formula stays a name: the report takes care of it", async () => {
    for (const name of ["=1+1", "+33", "@x", "-1", "\t=1"]) {
      const { pupils } = await snapshotOf([fileOf("e.xml", xml.replace("MARTIN", name))]);
      expect(pupils![0]!.lastName).toBe(name.trim());
    }
  });

  it("numbers beyond those of a computer are told apart", async () => {
    const numbers = [
      "9223372036854775807",
      "9223372036854775808",
      "18446744073709551616",
      "9007199254740993",
      "-1",
      "1e3",
      "0x10",
    ];
    const people = numbers.map((id, i) => `<ELEVE ELEVE_ID="${id}" ELENOET="${id}"><NOM>N${i}</NOM></ELEVE>`);
    const { pupils } = await snapshotOf([fileOf("e.xml", pupilsXml(people.join("")))]);
    expect(pupils!.map(({ siecleId }) => siecleId)).toEqual(numbers);
    expect(pupils!.map(({ elenoet }) => elenoet)).toEqual(numbers);
  });
});

describe("words that every object knows", () => {
  const words = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "prototype"];
  const pupils = words.map(
    (word) =>
      `<ELEVE ELEVE_ID="${word}" ${word}="1"><ID_NATIONAL>${word}</ID_NATIONAL><ELENOET>${word}</ELENOET><NOM>${word}</NOM><PRENOM>${word}</PRENOM><CODE_SEXE>${word}</CODE_SEXE><${word}>x</${word}></ELEVE>`,
  );
  const places = words.map(
    (word) =>
      `<STRUCTURES_ELEVE ELEVE_ID="${word}"><STRUCTURE><CODE_STRUCTURE>${word}</CODE_STRUCTURE><TYPE_STRUCTURE>D</TYPE_STRUCTURE></STRUCTURE></STRUCTURES_ELEVE>`,
  );
  const guardians = words.map(
    (word) =>
      `<PERSONNE PERSONNE_ID="${word}"><LC_CIVILITE>${word}</LC_CIVILITE><NOM>${word}</NOM></PERSONNE>`,
  );
  const ties = words.map(
    (word) =>
      `<RESPONSABLE_ELEVE><ELEVE_ID>${word}</ELEVE_ID><PERSONNE_ID>${word}</PERSONNE_ID><NIVEAU_RESPONSABILITE>1</NIVEAU_RESPONSABILITE></RESPONSABLE_ELEVE>`,
  );
  const staff = words.map(
    (word) =>
      `<INDIVIDU ID="${word}" TYPE="${word}"><NOM_USAGE>${word}</NOM_USAGE><FONCTION>${word}</FONCTION><PROFS_PRINC><PROF_PRINC><CODE_STRUCTURE>${word}</CODE_STRUCTURE></PROF_PRINC></PROFS_PRINC></INDIVIDU>`,
  );
  const divisions = words.map(
    (word) =>
      `<DIVISION CODE="${word}"><SERVICES><SERVICE CODE_MATIERE="${word}"><ENSEIGNANTS><ENSEIGNANT ID="${word}" TYPE="${word}"/></ENSEIGNANTS></SERVICE></SERVICES></DIVISION>`,
  );
  const subjects = words.map(
    (word) => `<MATIERE CODE="${word}"><LIBELLE_LONG>${word}</LIBELLE_LONG></MATIERE>`,
  );
  const files = [
    fileOf("e.xml", pupilsXml(pupils.join(""), `<STRUCTURES>${places.join("")}</STRUCTURES>`)),
    fileOf(
      "r.xml",
      bee(
        "BEE_RESPONSABLES",
        `<PERSONNES>${guardians.join("")}</PERSONNES><RESPONSABLES>${ties.join("")}</RESPONSABLES>`,
      ),
    ),
    fileOf(
      "s.xml",
      stsXml(
        `<INDIVIDUS>${staff.join("")}</INDIVIDUS><STRUCTURE><DIVISIONS>${divisions.join("")}</DIVISIONS></STRUCTURE>`,
        `<MATIERES>${subjects.join("")}</MATIERES>`,
      ),
    ),
  ];

  it("are words like others, as names, numbers, classes, functions, subjects", async () => {
    const snapshot = await snapshotOf(files);
    const plan = planInto(emptySchool, snapshot);
    expect(plan.created).toHaveLength(3 * words.length);
    const of = (population: string) =>
      plan.created.map(({ person }) => person).filter((person) => person.population === population);
    for (const person of of("pupil")) {
      expect(person).toMatchObject({
        lastName: person.siecleId,
        divisions: [person.siecleId],
        ine: person.siecleId.toUpperCase(),
      });
      expect(person.civility).toBeUndefined();
    }
    for (const person of of("guardian")) expect(person.pupils).toEqual([{ siecleId: person.siecleId }]);
    for (const person of of("staff")) {
      expect(person).toMatchObject({
        profile: "other",
        discipline: person.lastName,
        teaches: [{ division: person.lastName }],
        mainTeacherOf: [person.lastName],
      });
    }
    expect(plan.warnings.filter(({ code }) => code === "unknown-function")).toHaveLength(words.length);
    const again = planInto(schoolOf(snapshot), snapshot);
    expect(again).toMatchObject({ created: [], updated: [], masked: [], questions: [] });
    expect(JSON.parse(JSON.stringify(plan)).created).toHaveLength(plan.created.length);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it.each(words)("%s as a root, and as any element", async (word) => {
    expect(await refusalOf([fileOf("e.xml", `<${word}/>`)])).toMatchObject({ code: "unknown-export" });
    const beside = xml.replace("<DONNEES>", `<DONNEES><${word}><${word}/></${word}>`);
    expect((await snapshotOf([fileOf("e.xml", beside)])).pupils).toHaveLength(1);
  });
});
