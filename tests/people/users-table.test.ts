/** The users table: every filter against PostgreSQL, views under a name, and the list as a file, read back. */

import { randomUUID } from "node:crypto";
import { read, utils } from "@e965/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import { createStaff } from "#actions/people/create-staff.ts";
import { maskUser } from "#actions/people/mask.ts";
import { deleteView, renameView, saveView } from "#actions/people/save-view.ts";
import { insertSession } from "#data/access/sessions.ts";
import { accountKey, signInThrottle } from "#data/access/throttle.ts";
import { listJournal } from "#data/history/journal.ts";
import { listSavedViews } from "#data/people/saved-views.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { userSorts } from "#data/people/users-filter.ts";
import { countUsers, listKnownNames, listRowsOf, listUserIds, listUsers } from "#data/people/users-table.ts";
import { hashToken, newToken } from "#data/token.ts";
import { describeEvent } from "#domain/history/describe-event.ts";
import { mailOutcome } from "#domain/mail/mail-outcome.ts";
import { done, refused } from "#domain/outcome.ts";
import { type Actor, commandLine, mostSavedViews } from "#domain/permissions.ts";
import { readUsersFilter } from "#web/kit/users-query.ts";
import { paths } from "#web/paths.ts";
import { testSite, uai } from "../support/site.ts";

describe("the users table", async () => {
  const site = await testSite("cast");
  const { database } = site;
  const throttle = signInThrottle(database);
  const jobs = { enqueueMail: async () => {} };
  const app = { database, throttle, jobs, clock: () => new Date() };
  const logins: Record<string, string> = {};

  async function newcomer(lastName: string, firstName = "Zoé"): Promise<string> {
    const answer = await createStaff(app, commandLine, uai, {
      ...{ profile: "cpe", civility: "mme", lastName, firstName, birthDate: "1990-01-01" },
      ...{ email: `${lastName.replace(/\W/g, "").toLowerCase()}@example.org`, teaches: [] },
      ...{ discipline: undefined, evenIfNamesake: false },
    });
    if (!answer.ok) throw new Error("refused");
    logins[lastName] = answer.value.login;
    return answer.value.id;
  }

  const inSchool: typeof database.inSchool = (school, work) => database.inSchool(school, work);
  const found = async (query: Record<string, string>, waiting?: readonly string[]): Promise<string[]> => {
    const filter = readUsersFilter(query);
    return inSchool(uai, async (tx) => {
      const rows = await listUsers(tx, filter, waiting);
      expect(await countUsers(tx, filter, waiting)).toBe(rows.length);
      expect((await listUserIds(tx, filter, waiting)).sort()).toEqual(rows.map(({ id }) => id).sort());
      return rows.map(({ lastName }) => lastName);
    });
  };
  const credential = (id: string, kind: string, expiresAt: Date | null = null) =>
    database.pool.query(
      `insert into credentials (uai, user_id, kind, hash, set_at, expires_at) values ($1, $2, $3, 'x', now(), $4)
       on conflict (uai, user_id) do update set kind = excluded.kind, expires_at = excluded.expires_at`,
      [uai, id, kind, expiresAt],
    );
  const event = (id: string, action: string, after: object | null = null) =>
    database.pool.query(
      "insert into events (uai, at, action, target_id, after) values ($1, now(), $2, $3, $4)",
      [uai, action, id, after],
    );
  const mailState = (id: string, state: string, serverText: string | null = null) =>
    database.pool.query("update mails set state = $2, server_text = $3 where user_id = $1", [
      id,
      state,
      serverText,
    ]);

  const ids: Record<string, string> = {};
  beforeAll(async () => {
    for (const name of [
      "NEUVE",
      "CHOISIE",
      "REVENUE",
      "PORTAIL",
      "REFUSEE",
      "TEMPORAIRE",
      "BLOQUEE",
      "PARTIE",
    ])
      ids[name] = await newcomer(name);
    await credential(ids.CHOISIE!, "password");
    await event(ids.REVENUE!, "password-chosen");
    await event(ids.PORTAIL!, "signed-in", { purpose: "full" });
    await event(ids.NEUVE!, "signed-in", { purpose: "choose-password" });
    await mailState(ids.REFUSEE!, "refused", "550 5.1.1 User unknown");
    await credential(ids.TEMPORAIRE!, "temporary", new Date(Date.now() + 86_400_000));
    await mailState(ids.TEMPORAIRE!, "accepted");
    const login = logins.BLOQUEE!;
    for (let i = 0; i < 6; i++)
      await throttle.beforeTry({ account: accountKey(uai, login), address: "192.0.2.1", knownBy: undefined });
    await throttle.beforeTry({
      account: accountKey(uai, "personne"),
      address: "192.0.2.1",
      knownBy: undefined,
    });
    await maskUser(app, commandLine, uai, ids.PARTIE!);
  });

  const own = ["NEUVE", "CHOISIE", "REVENUE", "PORTAIL", "REFUSEE", "TEMPORAIRE", "BLOQUEE", "PARTIE"];
  const ofOwn = (names: readonly string[]) => own.filter((name) => names.includes(name));

  it("finds who never connected: no password of their own, and no deed that proves it", async () => {
    expect(ofOwn(await found({ etat: "jamais-connectes" }))).toEqual([
      "NEUVE",
      "REFUSEE",
      "TEMPORAIRE",
      "BLOQUEE",
    ]);
  });

  it("finds temporary passwords, refused mails, accounts that wait, masked people", async () => {
    expect(ofOwn(await found({ etat: "temporaire" }))).toEqual(["TEMPORAIRE"]);
    expect(await found({ courriel: "refuse" })).toEqual(["REFUSEE"]);
    const waiting = await throttle.listWaitingLogins(uai);
    expect(waiting).toEqual([logins.BLOQUEE]);
    expect(await throttle.listWaitingLogins("0888888Y")).toEqual([]);
    expect(await found({ etat: "bloques" }, waiting)).toEqual(["BLOQUEE"]);
    expect(await found({ etat: "bloques" })).toEqual([]);
    expect(await found({ etat: "masques" })).toEqual(["PARTIE"]);
  });

  it("finds by class under each tab, by discipline, origin, address and ENT id, all at once too", async () => {
    const counted = async (statement: string) =>
      (await database.pool.query<{ last_name: string }>(statement)).rows.map((row) => row.last_name).sort();
    const active = "not exists (select 1 from maskings m where m.user_id = u.id and m.lifted_at is null)";
    const cases: [Record<string, string>, string][] = [
      [
        { classe: "6A" },
        `select last_name from users u join teaching_links l on l.user_id = u.id
        where role = 'teaches' and division_code = '6A' and ${active}`,
      ],
      [
        { onglet: "eleves", classe: "6A" },
        `select last_name from users u join pupil_divisions d on d.pupil_id = u.id
        where division_code = '6A' and ${active}`,
      ],
      [
        { onglet: "responsables", classe: "6A" },
        `select last_name from users u where ${active} and exists (
        select 1 from guardianships g join pupil_divisions d on d.pupil_id = g.pupil_id
        where g.guardian_id = u.id and d.division_code = '6A')`,
      ],
      [
        { origine: "siecle" },
        `select last_name from users u where population = 'staff' and origin = 'siecle' and ${active}`,
      ],
      [
        { courriel: "sans" },
        `select last_name from users u where population = 'staff' and email is null and ${active}`,
      ],
      [
        { ent: "sans", profil: "enseignant" },
        `select last_name from users u
        where profile = 'teacher' and ent_id is null and ${active}`,
      ],
      [
        { classe: "6A", courriel: "sans", profil: "enseignant" },
        `select last_name from users u
        join teaching_links l on l.user_id = u.id where role = 'teaches' and division_code = '6A'
        and email is null and profile = 'teacher' and ${active}`,
      ],
    ];
    for (const [query, statement] of cases) {
      const names = await counted(statement);
      expect(names.length, statement).toBeGreaterThan(0);
      expect((await found(query)).sort(), JSON.stringify(query)).toEqual(names);
    }
    const { rows } = await database.pool.query(
      `select discipline, count(*)::int as n from users u where discipline is not null and ${active} group by 1`,
    );
    for (const { discipline, n } of rows) expect(await found({ discipline })).toHaveLength(n);
    expect(await found({ classe: "aucune" })).toEqual([]);
  });

  it.each(["nom", "prenom", "profil", "identifiant", "courriel", "classes", "discipline", "naissance"])(
    "sorts by %s, both ways, everybody once",
    async (tri) => {
      const up = await found({ tri });
      const down = await found({ tri, ordre: "desc" });
      expect(down.toSorted()).toEqual(up.toSorted());
    },
  );

  it("reads a row with its way in and the fate of its mail", async () => {
    const rows = await inSchool(uai, (tx) =>
      listRowsOf(tx, "staff", [ids.TEMPORAIRE!, randomUUID(), ids.REFUSEE!, ids.NEUVE!]),
    );
    expect(rows.map(({ lastName }) => lastName)).toEqual(["TEMPORAIRE", "REFUSEE", "NEUVE"]);
    const [temporary, refused, fresh] = rows;
    const fate = (row: (typeof rows)[number]) => mailOutcome(row.lastMail!, row.wayIn, new Date()).is;
    expect(fate(temporary!)).toBe("unused");
    expect(fate(refused!)).toBe("refused");
    expect(fate(fresh!)).toBe("waiting");
    expect(fresh!.lastSignIn).toBeInstanceOf(Date);
    await mailState(ids.NEUVE!, "accepted");
    const [used] = await inSchool(uai, (tx) => listRowsOf(tx, "staff", [ids.NEUVE!]));
    expect(fate(used!)).toBe("used");
  });

  it("knows everybody's name for a search that finds nobody", async () => {
    const names = await inSchool(uai, listKnownNames);
    expect(names.filter(({ masked }) => masked).map(({ nameKey }) => nameKey)).toEqual(["PARTIE\tZOE"]);
    expect(new Set(names.map(({ population }) => population)).size).toBe(3);
  });

  it("reads each page alike from both ends, whatever the order", async () => {
    await database.pool.query(
      `insert into users (uai, id, login, profile, origin, last_name, first_name, name_key, birth_date, email, discipline)
       select $1, gen_random_uuid(), 'ordre' || n, case when n % 3 = 0 then 'cpe' else 'other' end, 'manual',
         'ORDRE', 'Ana', 'ORDRE ' || n % 7 || E'\\tANA ' || n % 5,
         case when n % 4 > 0 then date '1980-01-01' + n % 11 end,
         case when n % 3 > 0 then 'Ordre' || n % 13 || '@example.org' end, case when n % 2 = 0 then 'D' || n % 9 end
       from generate_series(1, 230) n`,
      [uai],
    );
    for (const sort of userSorts) {
      for (const descending of [false, true]) {
        const filter = { ...readUsersFilter({ q: "ordre" }), sort, descending };
        await inSchool(uai, async (tx) => {
          const inOrder = await listUserIds(tx, filter);
          for (const page of [1, 2, 3, 4, 5, 6]) {
            const rows = await listUsers(tx, { ...filter, page }, undefined, 230);
            expect(rows.map(({ id }) => id)).toEqual(inOrder.slice((page - 1) * 50, page * 50));
          }
        });
      }
    }
    await database.pool.query("delete from users where uai = $1 and login like 'ordre%'", [uai]);
  });

  describe("views under a name", () => {
    const actorOf = async (login: string): Promise<Actor> => {
      const user = await inSchool(uai, (tx) => findUserByLogin(tx, login));
      return { userId: user!.id, profile: user!.profile };
    };

    it("are kept, renamed and deleted by their owner alone, under different names", async () => {
      const actor = await actorOf(site.administrator.login);
      const made = await saveView(app, actor, uai, { name: "À relancer", query: "courriel=refuse" });
      if (!made.ok) throw new Error(made.refusal);
      const again = await saveView(app, actor, uai, { name: "À relancer", query: "" });
      expect(again).toEqual(refused("view-name-taken"));
      const other = await saveView(app, actor, uai, { name: "6A", query: "classe=6A" });
      if (!other.ok) throw new Error(other.refusal);
      expect(await renameView(app, actor, uai, other.value.id, "À relancer")).toEqual(
        refused("view-name-taken"),
      );
      expect(await renameView(app, actor, uai, other.value.id, "Sixième A")).toEqual(done("Sixième A"));

      const someone = { userId: ids.CHOISIE!, profile: "administrator" } as const;
      expect(await renameView(app, someone, uai, made.value.id, "x")).toEqual(refused("not-found"));
      expect(await deleteView(app, someone, uai, made.value.id)).toEqual(refused("not-found"));
      const teacher = { ...actor, profile: "teacher" } as const;
      expect(await saveView(app, teacher, uai, { name: "x", query: "" })).toEqual(
        refused("administrator-only"),
      );
      const views = await inSchool(uai, (tx) => listSavedViews(tx, actor.userId!));
      expect(views.map(({ name, query }) => [name, query])).toEqual([
        ["À relancer", "courriel=refuse"],
        ["Sixième A", "classe=6A"],
      ]);
      for (const { id } of views) expect(await deleteView(app, actor, uai, id)).toHaveProperty("value");
      expect(await deleteView(app, actor, uai, made.value.id)).toEqual(refused("not-found"));
    });

    it("are no more than one sees at a glance", async () => {
      const actor = await actorOf(site.administrator.login);
      for (let i = 0; i < mostSavedViews; i++)
        expect(await saveView(app, actor, uai, { name: `vue ${i}`, query: "" })).toHaveProperty("value");
      expect(await saveView(app, actor, uai, { name: "de trop", query: "" })).toEqual(
        refused("too-many-views"),
      );
    });
  });

  describe("as a file", () => {
    async function download(query: Record<string, string>): Promise<Response> {
      const token = newToken();
      await inSchool(uai, async (tx) => {
        const user = await findUserByLogin(tx, site.administrator.login);
        const session = {
          tokenHash: hashToken(token),
          userId: user!.id,
          purpose: "full",
          at: new Date(),
        } as const;
        await insertSession(tx, session);
      });
      return fetch(site.url + paths.usersFile({ uai }, query), {
        headers: { cookie: `cpro_session=${token}` },
      });
    }
    const csvRows = async (answer: Response): Promise<string[][]> => {
      const bytes = Buffer.from(await answer.arrayBuffer());
      expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
      const sheet = read(bytes.subarray(3).toString("utf8"), { type: "string", FS: ";", raw: true }).Sheets
        .Sheet1!;
      return utils.sheet_to_json(sheet, { header: 1, defval: "" });
    };

    it("has the columns and the people that are shown, all pages of them", async () => {
      const answer = await download({ onglet: "responsables", colonnes: "nom.prenom.compte", tri: "prenom" });
      expect(answer.headers.get("content-type")).toBe("text/csv; charset=utf-8");
      expect(answer.headers.get("content-disposition")).toMatch(
        /filename="responsables-0999999Z-[\d-]+\.csv"/,
      );
      const [headings, ...rows] = await csvRows(answer);
      expect(headings).toEqual(["Nom", "Prénom", "Compte"]);
      const people = await inSchool(uai, (tx) => countUsers(tx, readUsersFilter({ onglet: "responsables" })));
      expect(rows).toHaveLength(people);
      expect(rows[0]![2]).toBe("compte fermé : aucun mot de passe");
      const states = await csvRows(await download({ etat: "bloques", colonnes: "nom.identifiant" }));
      expect(states).toEqual([
        ["Nom", "Identifiant"],
        ["BLOQUEE", logins.BLOQUEE],
      ]);
    });

    it("runs nothing in a spreadsheet, whatever a name is", async () => {
      await newcomer('=CMD|"/C calc"!A0', "@Zoé");
      const csv = await csvRows(await download({ q: "cmd", colonnes: "nom.prenom" }));
      expect(csv[1]).toEqual([`'=CMD|"/C calc"!A0`, "'@Zoé"]);
      for (const format of ["xlsx", "ods"]) {
        const answer = await download({ q: "cmd", colonnes: "nom.prenom", format });
        const sheet = read(await answer.arrayBuffer()).Sheets.Utilisateurs!;
        expect(utils.sheet_to_json(sheet, { header: 1 })).toEqual([
          ["Nom", "Prénom"],
          ['=CMD|"/C calc"!A0', "@Zoé"],
        ]);
        expect(sheet.A2).toMatchObject({ t: "s" });
        expect(sheet.A2.f).toBeUndefined();
      }
      expect((await download({ format: "pdf" })).status).toBe(404);
    });

    it("is a line of the journal: who took which list, and no name that was looked for", async () => {
      await download({ etat: "masques", q: "partie", format: "ods" });
      const filter = { search: "", kind: undefined, author: undefined, from: undefined, to: undefined };
      const lines = await inSchool(uai, (tx) =>
        listJournal(tx, filter, { since: new Date(0), after: undefined, lines: 50 }),
      );
      const line = lines.find(({ action }) => action === "users-exported")!;
      expect(line.by).toContain("RIVIERE");
      expect(describeEvent(line.action, line.before, line.after).detail).toBe(
        "Personnels, Comptes masqués, recherche par nom : 1 personne, fichier ODS",
      );
      expect(JSON.stringify(line.after)).not.toContain("partie");
    });

    it("of a large school is written aside, and is whole", async () => {
      await database.pool.query(
        `insert into users (uai, id, login, profile, origin, last_name, first_name, name_key)
         select $1, gen_random_uuid(), 'grand' || n, 'other', 'manual', 'GRAND ' || n, 'Ana', 'GRAND ' || n || E'\\tANA'
         from generate_series(1, 2300) n`,
        [uai],
      );
      const query = { profil: "autre-personnel", q: "grand", colonnes: "nom.identifiant" };
      const csv = await csvRows(await download(query));
      expect(csv).toHaveLength(2301);
      const answer = await download({ ...query, format: "xlsx" });
      const rows = utils.sheet_to_json<string[]>(read(await answer.arrayBuffer()).Sheets.Utilisateurs!, {
        header: 1,
      });
      expect(rows).toEqual(csv);
    });
  });
});
