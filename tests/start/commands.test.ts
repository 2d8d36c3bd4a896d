/** The command line, as an operator types it, on the database of a running product or of none. */

import { readdir } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../support/database.ts";
import { makeFolder, type Outcome, root, run, runNpm, uai } from "./product.ts";

const examples = path.join(root, "examples");
const traps = path.join(root, "tests/samples/traps");
const create = ["school", "create", "0111111A", "--name", "Lycée Ada Lovelace"];
const administrator = [
  ...["--admin-last-name", "BERNARD", "--admin-first-name", "Zoé"],
  ...["--admin-email", "zoe.bernard@example.org"],
];
const counts = ["created", "updated", "returned", "masked", "unchanged", "questions"];

describe("on the example school", async () => {
  const { url, database } = await testDatabase("cast");

  const cpro = (words: readonly string[], env = {}): Promise<Outcome> =>
    run(words, { cwd: examples, env: { DATABASE_URL: url, ...env } });

  /** Every row of every table. */
  const everything = async (): Promise<Record<string, string>> => {
    const { rows } = await database.pool.query(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    const tables: [string, string][] = [];
    for (const { name } of rows) {
      const content = `select string_agg(t::text, '\n' order by t::text) as rows from ${name} t`;
      tables.push([name, (await database.pool.query(content)).rows[0].rows]);
    }
    return Object.fromEntries(tables);
  };

  /** Refused in a sentence, and not a row has changed. */
  const expectRefused = async (words: readonly string[], sentence: string | RegExp): Promise<void> => {
    const before = await everything();
    expect(await cpro(words)).toEqual({ code: 1, stdout: "", stderr: expect.stringMatching(sentence) });
    expect(await everything()).toEqual(before);
  };

  describe("users", () => {
    it("tells of a pupil, a teacher, a guardian and the administrator all there is to know", async () => {
      const { code, stdout, stderr } = await cpro(["users", uai, "--json"]);
      expect([code, stderr]).toEqual([0, ""]);
      const users: Record<string, unknown>[] = JSON.parse(stdout);
      expect(users).toHaveLength(93);
      for (const user of users) {
        expect(Object.keys(user)).toEqual([
          ...["id", "login", "lastName", "firstName", "profile", "origin", "masked", "birthDate", "email"],
          ...["entId", "divisions", "teaches", "mainTeacherOf", "siecleId"],
        ]);
      }
      const nobody = {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        masked: false,
        birthDate: null,
        email: null,
        entId: null,
        divisions: [],
        teaches: [],
        mainTeacherOf: [],
      };
      const find = (login: string) => users.find((user) => user.login === login);
      expect(find("yanis.ait-ali")).toEqual({
        ...nobody,
        login: "yanis.ait-ali",
        lastName: "AÏT-ALI",
        firstName: "Yanis",
        profile: "pupil",
        origin: "siecle",
        birthDate: "2014-10-10",
        divisions: ["5A"],
        siecleId: "1200010",
      });
      expect(find("ines.dalmeida")).toEqual({
        ...nobody,
        login: "ines.dalmeida",
        lastName: "D'ALMEIDA",
        firstName: "INES",
        profile: "teacher",
        origin: "siecle",
        birthDate: "1990-12-03",
        teaches: ["301", "4 A", "5A", "6A"],
        mainTeacherOf: ["5A"],
        siecleId: "epp:41231",
      });
      expect(find("assa.keita")).toEqual({
        ...nobody,
        login: "assa.keita",
        lastName: "KEÏTA",
        firstName: "Assa",
        profile: "guardian",
        origin: "siecle",
        email: "assa.400040@example.org",
        divisions: ["301", "4 A"],
        siecleId: "400040",
      });
      expect(find("camille.riviere")).toEqual({
        ...nobody,
        login: "camille.riviere",
        lastName: "RIVIERE",
        firstName: "Camille",
        profile: "administrator",
        origin: "manual",
        email: "camille.riviere@example.org",
        siecleId: null,
      });
    });

    it("lists everybody on a line each without --json", async () => {
      const { code, stdout } = await cpro(["users", uai]);
      expect(code).toBe(0);
      expect(stdout.trimEnd().split("\n")).toHaveLength(93);
      expect(stdout).toContain("yanis.ait-ali\tAÏT-ALI\tYanis\tÉlève\tSIECLE\t\n");
    });
  });

  describe("import", () => {
    it("says without --apply what would change, person by profile, and writes nothing", async () => {
      const before = await everything();
      const plan = await cpro(["import", uai, ...(await filesOf("2027-janvier")), "--json"]);
      expect([plan.code, plan.stderr]).toEqual([0, ""]);
      const told = JSON.parse(plan.stdout);
      expect(Object.keys(told)).toEqual([...counts, "byProfile", "warnings"]);
      expect(told).toMatchObject({ created: 1, returned: 0, unchanged: 72, questions: 0 });
      expect(Object.keys(told.byProfile)).toEqual(["pupil", "guardian"]);
      for (const own of Object.values<object>(told.byProfile)) expect(Object.keys(own)).toEqual(counts);
      for (const count of counts)
        expect(told.byProfile.pupil[count] + told.byProfile.guardian[count]).toBe(told[count]);
      expect(told.warnings).toContain("KEÏTA Mariam : plusieurs classes dans SIECLE (301, 4 A).");

      const inWords = await cpro(["import", uai, ...(await filesOf("2027-janvier"))]);
      expect([inWords.code, inWords.stderr]).toEqual([0, ""]);
      expect(inWords.stdout).toMatch(/^Ensemble : 1 nouveaux, .* 72 inchangés, 0 questions\n {2}Élève : /);
      expect(await everything()).toEqual(before);
    });

    it.each([
      ["emp_sts_0999999Z_2026.xml", "STS-WEB, Mise à jour, Exports, Emplois du temps"],
      ["entity_expansion.xml", "DOCTYPE"],
      ["no_pupil.xml", "ne contient aucun élève"],
      ["other_school.xml", "celui de l’établissement 0999998Y, et non de 0999999Z"],
      ["truncated.xml", "il s’arrête à la ligne 65"],
      ["zip_without_xml.zip", "ne contient aucun export"],
    ])("refuses %s", async (trap, sentence) => {
      await expectRefused(["import", uai, path.join(traps, trap), "--apply", "--json"], sentence);
    });

    it("refuses a file that is another's beside good ones, a text, a folder, and one that is not there", async () => {
      const good = "2026-rentree/ResponsablesAvecAdresses.xml";
      const foreign = path.join(traps, "other_school.xml");
      await expectRefused(["import", uai, good, foreign, "--apply"], "celui de l’établissement 0999998Y");
      await expectRefused(["import", uai, good, "README.md", "--apply"], "est un texte ou un fichier CSV");
      await expectRefused(["import", uai, good, "2026-rentree", "--apply"], "2026-rentree est un dossier");
      const missing = path.join(examples, "nulle-part.xml");
      await expectRefused(
        ["import", uai, good, "nulle-part.xml"],
        `^Le fichier ${missing} n’existe pas\\.\n$`,
      );
    });

    it("holds back what would mask too many, until their number is typed", async () => {
      const files = ["import", uai, path.join(traps, "other_year.xml")];
      const before = await everything();
      const held = await cpro([...files, "--json"]);
      const { masked } = JSON.parse(held.stdout);
      expect(held.code).toBe(1);
      expect(held.stderr).toMatch(/^Ces fichiers sont de l’année 2025-2026, plus ancienne que /);
      expect(held.stderr).toMatch(/27 élèves sur 29 seraient masqués\s; le fichier est celui de 2025-2026\./);
      expect(held.stderr).toMatch(
        new RegExp(`Rien n’a été changé\\. Pour continuer quand même : --apply --masked ${masked}\n$`),
      );
      expect(await everything()).toEqual(before);

      const sentence = `--apply --masked ${masked}\n$`;
      await expectRefused([...files, "--apply", "--json"], sentence);
      await expectRefused([...files, "--apply", "--masked", `${masked - 1}`, "--json"], sentence);

      const applied = await cpro([...files, "--apply", "--masked", `${masked}`, "--json"]);
      expect({ ...applied, stdout: JSON.parse(applied.stdout) }).toEqual({
        code: 0,
        stdout: JSON.parse(held.stdout),
        stderr: "",
      });
      const users: { masked: boolean }[] = JSON.parse((await cpro(["users", uai, "--json"])).stdout);
      expect(users.filter((user) => user.masked)).toHaveLength(masked);
    });
  });

  describe("school create", () => {
    it("makes a school once, and answers where to sign in, with what", async () => {
      const PUBLIC_URL = "https://cpro.exemple.fr/";
      const made = await cpro([...create, ...administrator, "--json"], { PUBLIC_URL });
      expect([made.code, made.stderr]).toEqual([0, ""]);
      expect(JSON.parse(made.stdout)).toEqual({
        url: "https://cpro.exemple.fr/0111111A/connexion",
        login: "zoe.bernard",
        password: expect.stringMatching(/^[a-z]{4}-[a-z]{4}-[a-z]{4}-\d\d$/),
      });
      await expectRefused([...create, ...administrator, "--json"], "^L’établissement 0111111A existe déjà");

      const [, , , ...more] = create;
      const inWords = await cpro(["school", "create", "0222222b", ...more, ...administrator], { PUBLIC_URL });
      expect([inWords.code, inWords.stderr]).toEqual([0, ""]);
      expect(inWords.stdout).toMatch(
        /^Adresse : https:\/\/cpro\.exemple\.fr\/0222222B\/connexion\nIdentifiant : zoe\.bernard\nMot de passe temporaire : \S+\n$/,
      );
    });
  });

  describe("inspector", () => {
    const person = ["--last-name", "BERNARD", "--first-name", "Jeanne", "--email", "Jeanne@example.org"];

    it("makes an account once, and asks for a mail with a link, which is nowhere to be read", async () => {
      const made = await cpro(["inspector", "create", ...person, "--json"]);
      expect([made.code, made.stderr]).toEqual([0, ""]);
      expect(JSON.parse(made.stdout)).toEqual({ id: expect.any(String), email: "jeanne@example.org" });
      await expectRefused(["inspector", "create", ...person], /déjà l’adresse Jeanne@example\.org\. Rien/);
      const again = await cpro(["inspector", "link", "JEANNE@example.org"]);
      expect([again.code, again.stdout]).toEqual([
        0,
        expect.stringMatching(/^Un courriel part vers jeanne@/),
      ]);
      await expectRefused(["inspector", "link", "personne@example.org"], "Aucun inspecteur n’a l’adresse");
      const { rows } = await database.pool.query(
        "select count(*)::int as n from pgboss.job where name = 'mail' and data ? 'inspectorMailId'",
      );
      expect(rows).toEqual([{ n: 2 }]);
    });
  });

  describe("password", () => {
    it("draws a temporary password for somebody, and for nobody who may not sign in", async () => {
      const drawn = await cpro(["password", uai, "ines.dalmeida", "--json"]);
      expect([drawn.code, drawn.stderr]).toEqual([0, ""]);
      expect(JSON.parse(drawn.stdout)).toEqual({
        url: expect.stringMatching(/\/0999999Z\/connexion$/),
        login: "ines.dalmeida",
        password: expect.stringMatching(/^[a-z]{4}-[a-z]{4}-[a-z]{4}-\d\d$/),
      });
      await expectRefused(["password", uai, "personne"], /Rien n’a été changé\.\n$/);
    });
  });

  describe("second-factor remove", () => {
    it("takes all away from somebody who lost it, and refuses where there is none", async () => {
      const words = ["second-factor", "remove", uai];
      const { rows } = await database.pool.query(
        `insert into authenticators (uai, id, user_id, kind, label, created_at)
         select uai, gen_random_uuid(), id, 'totp', 'x', now() from users where login = 'ines.dalmeida'
         returning user_id`,
      );
      await database.pool.query("insert into recovery_codes values ($1, $2, 'x')", [uai, rows[0].user_id]);
      const removed = await cpro([...words, "ines.dalmeida"]);
      expect(removed).toEqual({
        code: 0,
        stdout: expect.stringContaining("double authentification de ines.dalmeida est retirée"),
        stderr: "",
      });
      for (const table of ["authenticators", "recovery_codes"])
        expect((await database.pool.query(`select 1 from ${table}`)).rowCount).toBe(0);
      await expectRefused(
        [...words, "ines.dalmeida"],
        /n’a pas de double authentification\. Rien n’a été changé/,
      );
      await expectRefused([...words, "personne"], /Rien n’a été changé\.\n$/);
      await expectRefused(["second-factor", "add", uai, "ines.dalmeida"], /vient « remove »/);
    });
  });

  it("says that a school is not here", async () => {
    await expectRefused(["users", "0999998Y", "--json"], "^Il n’y a pas d’établissement 0999998Y ici\\.\n$");
    const file = "2026-rentree/Structures.xml";
    await expectRefused(["import", "0999998Y", file], "^Il n’y a pas d’établissement 0999998Y ici\\.");
  });

  it("prints through npm nothing but JSON, and finds the files where they were typed", async () => {
    const HOME = await makeFolder();
    const words = ["run", "--silent", "cpro", "--", "import", uai, "ElevesSansAdresses.xml", "--json"];
    const { stdout } = await runNpm(words, {
      cwd: path.join(examples, "2027-janvier"),
      env: { DATABASE_URL: url, HOME },
    });
    expect(Object.keys(JSON.parse(stdout))).toEqual([...counts, "byProfile", "warnings"]);
  });
});

it.each([
  [[], /^Commandes :/],
  [["list"], /^Commande inconnue : list\n/],
  [["start", "--port", "3001"], "Option inconnue : --port"],
  [["users"], "Il manque l’UAI de l’établissement."],
  [["users", "099"], "« 099 » : Un UAI compte 7 chiffres et une lettre, par exemple 0999999Z."],
  [["users", uai, "0999998Y"], "Mot inattendu : 0999998Y"],
  [["users", uai, "--json=oui"], "L’option --json ne prend pas de valeur."],
  [["import", uai], "Il manque les fichiers à importer."],
  [["import", uai, "a.xml", "--masked"], "Il manque la valeur de l’option --masked."],
  [["import", uai, "a.xml", "--masked", "tous"], "« tous » : un nombre est attendu."],
  [
    ["school", "create", "0999999"],
    "« 0999999 » : Un UAI compte 7 chiffres et une lettre, par exemple 0999999Z.",
  ],
  [["inspector"], "Commande attendue : inspector create … ou inspector link <adresse>"],
  [["inspector", "create", "--last-name", "X", "--first-name", "Y"], "Il manque --email."],
  [["school", "create", uai], "Il manque --name, le nom de l’établissement."],
  [[...create, ...administrator.slice(0, 4)], "Il manque --admin-email."],
  [
    [...create, ...administrator, "--admin-email", "zoe"],
    "« zoe » : Cette adresse électronique n’est pas complète. Exemple : prenom.nom@domaine.fr",
  ],
])("cpro %j is refused in a sentence", async (words, sentence) => {
  const expected = typeof sentence === "string" ? `${sentence}\n` : expect.stringMatching(sentence);
  expect(await run(words)).toEqual({ code: 1, stdout: "", stderr: expected });
});

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(path.join(examples, folder));
  return names.map((name) => path.join(folder, name));
}
