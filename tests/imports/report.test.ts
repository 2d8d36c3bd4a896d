/** The report of an import, from the files to the spreadsheet, through the front door. */

import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type CellObject, read, utils } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { insertSession } from "#data/access/sessions.ts";
import { findImport, findPlan, listImports, type StoredImport } from "#data/imports/imports.ts";
import { hashToken, newToken } from "#data/token.ts";
import type { ImportPlan } from "#domain/imports/plan.ts";
import { type ReportRow, reportRows } from "#domain/imports/report.ts";
import { commandLine } from "#domain/permissions.ts";
import { emptyPlan } from "#tests/support/plans.ts";
import { reportCsv, reportOds } from "#web/imports/report.ts";
import { paths } from "#web/paths.ts";
import { testSite, uai } from "../support/site.ts";

const headings = ["Nature", "Profil", "Nom", "Prénom", "Identifiant", "Détail"];

describe("the report of an applied import", async () => {
  const site = await testSite("cast");
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-report-"));
  afterAll(() => rm(folder, { recursive: true }));
  const file = path.join(folder, "ElevesSansAdresses.xml");
  let stored: StoredImport;
  let plan: ImportPlan;

  beforeAll(async () => {
    const january = path.join(import.meta.dirname, "../../examples/2027-janvier/ElevesSansAdresses.xml");
    const pupils = await readFile(january, "latin1");
    await writeFile(
      file,
      pupils
        .replace("<NOM_DE_FAMILLE>ROSSI<", '<NOM_DE_FAMILLE>=ROSSI; "B" C<')
        .replace("<PRENOM>Matteo<", "<PRENOM>@Matteo<"),
      "latin1",
    );
    const app = { database: site.database, clock: () => new Date("2027-01-18T23:30:00Z") };
    const files = [{ name: path.basename(file), path: file }];
    const answer = await importFiles(app, commandLine, uai, files, undefined);
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
    await site.database.inSchool(uai, async (tx) => {
      const [line] = await listImports(tx);
      stored = (await findImport(tx, line!.id))!;
      plan = (await findPlan(tx, line!.id))!;
    });
  });

  async function visitAs(login: string | undefined, address: string): Promise<Response> {
    const token = newToken();
    if (login) {
      const { rows } = await site.database.pool.query("select id from users where uai = $1 and login = $2", [
        uai,
        login,
      ]);
      const session = {
        tokenHash: hashToken(token),
        userId: rows[0].id,
        purpose: "full",
        at: new Date(),
      } as const;
      await site.database.inSchool(uai, (tx) => insertSession(tx, session));
    }
    return fetch(site.url + address, { headers: { cookie: `cpro_session=${token}` }, redirect: "manual" });
  }
  const administrator = (address: string) => visitAs(site.administrator.login, address);
  const address = (format: string, id = stored.id) => paths.importReport({ uai, id }, { format });

  it("is a CSV that Excel opens in French, and runs nothing", async () => {
    const answer = await administrator(address("csv"));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-disposition")).toBe(
      'attachment; filename="importation-0999999Z-2027-01-19.csv"',
    );
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const lines = bytes.subarray(3).toString("utf8").split("\r\n");
    expect(lines[0]).toBe("Nature;Profil;Nom;Prénom;Identifiant;Détail");
    expect(lines.at(-1)).toBe("");
    expect(lines).toHaveLength(reportRows(plan, { done: true }).length + 2);
    expect(lines.join("")).not.toMatch(/[\r\n]/);
    const [created] = plan.created;
    expect(lines[1]).toBe(
      `nouveau compte;Élève;"'=ROSSI; ""B"" C";'@Matteo;${created!.login};Classe : ${created!.person.divisions}`,
    );
    expect(lines).toContain("modifié;Élève;BEN AMAR;Mohamed Amine;;Classe : 6A → 5A");
    expect(lines).toContain("masqué;Élève;EL AMRANI;Nour;;date de sortie passée dans SIECLE");
  });

  it("is an ODS with the same rows, all text", async () => {
    const answer = await administrator(address("ods"));
    expect(answer.headers.get("content-type")).toBe("application/vnd.oasis.opendocument.spreadsheet");
    expect(answer.headers.get("content-disposition")).toContain("importation-0999999Z-2027-01-19.ods");
    const rows = reportRows(plan, { done: true });
    expect(rows[0]).toMatchObject({ lastName: '=ROSSI; "B" C', firstName: "@Matteo" });
    expect(readBack(await answer.arrayBuffer())).toEqual(tableOf(rows));
  });

  it("is the administrator’s alone", async () => {
    const teacher = await site.database.pool.query<{ login: string }>(
      "select login from users where uai = $1 and profile = 'teacher' limit 1",
      [uai],
    );
    expect((await visitAs(teacher.rows[0]!.login, address("csv"))).status).toBe(403);
    const stranger = await visitAs(undefined, address("csv"));
    expect(stranger.status).toBe(303);
    expect(stranger.headers.get("location")).toContain(paths.signIn({ uai }));
  });

  it.each([
    ["another format", () => address("pdf")],
    ["no format", () => address("")],
    ["no such import", () => address("csv", crypto.randomUUID())],
    ["no import’s id", () => address("csv", "x")],
  ])("is not there for %s", async (_, where) => {
    expect((await administrator(where())).status).toBe(404);
  });

  it("is offered beside what names the files", async () => {
    const page = await (await administrator(paths.import({ uai, id: stored.id }))).text();
    for (const format of ["csv", "ods"]) expect(page).toContain(`href="${address(format)}"`);
    const content = await readFile(file);
    const fingerprint = createHash("sha256").update(content).digest("hex");
    expect(page).toContain(`>${fingerprint.slice(0, 12)}</code>`);
    expect(page).toMatch(new RegExp(`>${Math.ceil(content.length / 1000)}\\s[kK]o<`));
    expect(page).toContain(">2026-2027<");
    expect(page).toContain(">15/01/2027<");
  });

  it("is summed up in the list of imports", async () => {
    const page = await (await administrator(paths.imports({ uai }))).text();
    const row = page.match(/<tr[^>]*>(?:(?!<\/tr>).)*importations\/[\da-f-]+(?:(?!<\/tr>).)*<\/tr>/s)![0];
    expect(row).toContain(stored.id);
    const { created, updated, masked } = plan;
    for (const [heading, people] of [
      ["Nouveaux", created],
      ["Modifiés", updated],
      ["Masqués", masked],
    ] as const) {
      expect(row).toMatch(new RegExp(`data-label="${heading}"[^>]*>${people.length}<`));
    }
  });
});

describe("the cells of a report", () => {
  const row = (lastName: string): ReportRow => ({
    what: "masqué",
    profile: "Élève",
    lastName,
    firstName: "",
    login: "",
    detail: "",
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+33", "'+33"],
    ["-1", "'-1"],
    ["@x", "'@x"],
    ["\t=1", "'\t=1"],
    ["\r=1", `"'\r=1"`],
    ["D'ALMEIDA", "D'ALMEIDA"],
    ["A=1", "A=1"],
    ["A\n=1", `"A\n=1"`],
    ["a;b", `"a;b"`],
    ['a"b', '"a""b"'],
  ])("in CSV, %j is written %j", (name, written) => {
    expect(reportCsv([row(name)]).split("\r\n")[1]).toBe(`masqué;Élève;${written};;;`);
  });

  it("in ODS, stay the text they were", async () => {
    const names = [
      "=1+1",
      "+33",
      "-1",
      "@x",
      "007",
      "2027-01-18",
      "VRAI",
      "a;b",
      'a"b',
      "<é & à>",
      "a\nb",
      "a  b",
    ];
    expect(readBack(await reportOds(names.map(row)))).toEqual(tableOf(names.map(row)));
  });

  it("are none but the headings when nothing happened", async () => {
    const nothing = reportRows({ ...emptyPlan }, { done: true });
    expect(reportCsv(nothing)).toBe(`\uFEFF${headings.join(";")}\r\n`);
    expect(readBack(await reportOds(nothing))).toEqual([headings]);
  });
});

function tableOf(rows: readonly ReportRow[]): string[][] {
  return [
    headings,
    ...rows.map((row) => [row.what, row.profile, row.lastName, row.firstName, row.login, row.detail]),
  ];
}

function readBack(content: ArrayBuffer | Uint8Array): string[][] {
  const sheet = read(content).Sheets.Rapport!;
  for (const [name, cell] of Object.entries<CellObject>(sheet)) {
    if (name.startsWith("!")) continue;
    expect(cell.t, name).toBe("s");
    expect(cell.f, name).toBeUndefined();
  }
  return utils.sheet_to_json<string[]>(sheet, { header: 1, defval: "" });
}
