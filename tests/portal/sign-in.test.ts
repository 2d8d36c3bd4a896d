/** Coming in through the portal, step by step, at the front door: who gets in, and what plants nothing. */

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSchool } from "#actions/school/create-school.ts";
import { insertMaskings } from "#data/people/maskings.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { logoutXml, postLogout, startCasServer } from "../support/cas-server.ts";
import { startOidcProvider } from "../support/oidc-provider.ts";
import { administrator, giveEntId, setPortal, stranger, type TypedPortal } from "../support/portal.ts";
import { testSite, uai } from "../support/site.ts";
import type { Traveller } from "../support/traveller.ts";

const otherUai = "0888888Y";
const login = "ines.dalmeida";

describe("the portal's door", async () => {
  const site = await testSite("cast");
  const cas = await startCasServer();
  const oidc = await startOidcProvider();
  let admin: Traveller;

  beforeAll(async () => {
    admin = await administrator(site);
    await giveEntId(site, login, "ent-ines");
    const clock = () => new Date();
    const alix = { lastName: "AUTRE", firstName: "Alix", email: "alix@example.org" };
    await createSchool(
      { database: site.database, clock },
      { uai: otherUai, name: "Autre", email: undefined },
      alix,
    );
  });

  beforeEach(() => {
    cas.who = { user: "ent-ines" };
    cas.answer = undefined;
    oidc.who = { sub: "ent-ines" };
    oidc.bend = {};
  });

  const protocols: [string, () => TypedPortal][] = [
    ["CAS", () => ({ protocol: "cas", address: `${cas.url}/login` })],
    [
      "OpenID Connect",
      () => ({ protocol: "oidc", address: oidc.url, clientId: oidc.clientId, secret: oidc.clientSecret }),
    ],
  ];
  const sessionsOf = async (who: string) =>
    (
      await site.database.pool.query(
        "select s.* from sessions s join users u on u.uai = s.uai and u.id = s.user_id where u.login = $1",
        [who],
      )
    ).rows;
  const arrivals = async () =>
    (await site.database.pool.query("select * from portal_arrivals order by ent_id")).rows;
  const isInside = async (who: Traveller): Promise<boolean> =>
    (await who.get(`/${uai}/mon-compte`)).status === 200;
  /** Up to the address of return, not followed. */
  async function return_(who: Traveller, from = `/${uai}/ent`): Promise<string> {
    const portal = (await who.get(from)).location;
    return (await who.get(portal)).location;
  }

  describe.each(protocols)("%s", (_, typed) => {
    beforeAll(() => setPortal(admin, typed()));

    it("opens a full session, told as such, and leads where one was going", async () => {
      await site.database.pool.query("delete from sessions");
      admin = await administrator(site);
      const who = stranger(site);
      const arrived = await who.follow(`/${uai}/ent?suite=/${uai}/mon-compte`);
      expect(arrived.address).toBe(`${site.url}/${uai}/mon-compte`);
      expect(arrived.text).toContain("Ines D&#39;ALMEIDA");
      expect(who.cookies.has("cpro_device")).toBe(true);
      expect(who.cookies.has("cpro_ent")).toBe(false);
      const [session] = await sessionsOf(login);
      expect(session).toMatchObject({ purpose: "full" });
      expect(session.ticket_hash).toMatch(/^[0-9a-f]{64}$/);
      const { rows } = await site.database.pool.query(
        "select after from events where action = 'signed-in' and target_id = $1 order by id desc limit 1",
        [session.user_id],
      );
      expect(rows[0].after).toMatchObject({ purpose: "full", through: "portal" });
    });

    it("opens an account that has no password, or a birth date for one", async () => {
      for (const sql of [
        "update credentials set kind = 'birth-date', hash = null",
        "delete from credentials",
      ]) {
        await site.database.pool.query(
          `${sql} where uai = $1 and user_id = (select id from users where uai = $1 and login = $2)`,
          [uai, login],
        );
        const who = stranger(site);
        await who.follow(`/${uai}/ent`);
        expect(await isInside(who)).toBe(true);
      }
    });

    it("leads to no other site, whatever it is asked", async () => {
      for (const suite of [
        "https://ailleurs.example/",
        "//ailleurs.example",
        `/${otherUai}/mon-compte`,
        `/${uai}@ailleurs.example`,
        `/${uai}/\\ailleurs`,
        "javascript:alert(1)",
        `/${uai}/%0d%0aLocation: https://ailleurs.example`,
      ]) {
        const who = stranger(site);
        const arrived = await who.follow(`/${uai}/ent?${new URLSearchParams({ suite })}`);
        expect(arrived.address, suite).toBe(`${site.url}/${uai}/mon-compte`);
      }
    });

    it("does not open with the journey of another browser: it sends one on a journey of one's own", async () => {
      const attacker = stranger(site);
      const planted = await return_(attacker);
      const victim = stranger(site);
      const step = await victim.get(planted);
      expect(step.location).not.toContain(site.url);
      expect(victim.cookies.has("cpro_session")).toBe(false);
      // On the victim's own journey too.
      await victim.get(`/${uai}/ent`);
      expect((await victim.get(planted)).location).not.toContain(site.url);
      expect(victim.cookies.has("cpro_session")).toBe(false);
    });

    it("starts again once without a journey, and says so the second time", async () => {
      const who = stranger(site);
      for (const address of [
        `/${uai}/ent/retour`,
        `/${uai}/ent/retour?ticket=ST-1`,
        `/${uai}/ent/retour?code=1&state=x`,
      ]) {
        const arrived = await who.follow(address);
        expect(arrived.address, address).toBe(`${site.url}/${uai}/mon-compte`);
      }
      const forgetful = stranger(site);
      let at = await return_(forgetful);
      forgetful.cookies.clear();
      const again = await forgetful.get(at);
      at = (await forgetful.get(again.location)).location;
      forgetful.cookies.clear();
      const last = await forgetful.get(at);
      expect(last.status).toBe(403);
      expect(last.text).toContain("Autorisez les cookies");
    });

    it("opens nothing twice with the same address", async () => {
      const who = stranger(site);
      const address = await return_(who);
      const journey = who.cookies.get("cpro_ent")!;
      expect((await who.get(address)).status).toBe(303);
      who.cookies.delete("cpro_session");
      who.cookies.set("cpro_ent", journey);
      const replay = await who.get(address);
      expect(replay.status).toBe(502);
      expect(who.cookies.has("cpro_session")).toBe(false);
    });

    it("opens nothing in the other school that has the same portal", async () => {
      await site.database.pool.query(
        `insert into portals (uai, protocol, address, client_id, set_at)
         select $1, protocol, address, client_id, set_at from portals where uai = $2
         on conflict (uai) do update set protocol = excluded.protocol, address = excluded.address,
           client_id = excluded.client_id`,
        [otherUai, uai],
      );
      await site.database.pool.query("update users set ent_id = 'ent-ines' where uai = $1", [otherUai]);
      const who = stranger(site);
      const address = (await return_(who)).replace(uai, otherUai);
      const journey = who.cookies.get("cpro_ent")!;
      // As if the browser had sent it, and even as if it had been made for that school's address.
      who.cookies.set("cpro_ent", { ...journey, path: `/${otherUai}/ent` });
      const step = await who.get(address);
      expect(step.location).not.toContain(site.url);
      expect(who.cookies.has("cpro_session")).toBe(false);
      await site.database.pool.query("update users set ent_id = null where uai = $1", [otherUai]);
    });

    it("says the same to who is unknown and to who is masked, and keeps both for the administrator", async () => {
      await site.database.pool.query("delete from portal_arrivals");
      await giveEntId(site, "klaus.muller", "ent-klaus");
      await site.database.inSchool(uai, async (tx) => {
        const klaus = await findUserByLogin(tx, "klaus.muller");
        if (!klaus!.masked)
          await insertMaskings(tx, [{ userId: klaus!.id, reason: "by-hand" }], {
            at: new Date(),
            by: undefined,
          });
      });
      const pages = [];
      for (const id of ["ent-klaus", "ent-inconnu", "ent-klaus"]) {
        cas.who = { user: id, attributes: { displayName: "Inès D&apos;ALMEIDA" } };
        oidc.who = { sub: id, name: "Inès D'ALMEIDA" };
        const who = stranger(site);
        const page = await who.follow(`/${uai}/ent`);
        expect(page.status).toBe(403);
        expect(page.text).toContain("Aucun compte relié");
        expect(await isInside(who)).toBe(false);
        pages.push(page.text.replaceAll(id, "ID"));
      }
      expect(pages[1]).toBe(pages[0]);
      expect(await arrivals()).toMatchObject([
        { ent_id: "ent-inconnu", shown_name: "Inès D'ALMEIDA", visits: 1 },
        { ent_id: "ent-klaus", visits: 2 },
      ]);
    });

    it("matches to the letter", async () => {
      for (const id of ["ENT-INES", "ent-inés", "ent-ines.", "ines.dalmeida", "%"]) {
        cas.who = { user: id };
        oidc.who = { sub: id };
        const page = await stranger(site).follow(`/${uai}/ent`);
        expect(page.status, id).toBe(403);
      }
    });

    it("does not open an account that was masked, or given another id, while the portal was asked", async () => {
      const who = stranger(site);
      const address = await return_(who);
      await giveEntId(site, login, "ent-autre");
      expect((await who.get(address)).status).toBe(403);
      await giveEntId(site, login, "ent-ines");
    });

    it("offers to leave the portal too, and leads there by no parameter", async () => {
      const who = stranger(site);
      await who.follow(`/${uai}/ent`);
      const out = await who.post(`/${uai}/deconnexion`);
      expect(out.location).toBe(`${site.url}/${uai}/connexion?sortie=ent`);
      expect((await who.get(out.location)).text).toContain("quittez aussi l’ENT");
      const gone = await who.get(
        `/${uai}/ent/deconnexion?url=https://ailleurs.example&service=https://x.example`,
      );
      expect(gone.location).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/(cas\/)?logout/);
      expect(gone.location).not.toContain("ailleurs");
      expect((await who.get(gone.location)).text).toContain("Adieu");
    });

    it("signs nobody in or out when the administrator tries it", async () => {
      const before = await sessionsOf(login);
      const arrived = await admin.follow(`/${uai}/parametres/ent/essai`);
      expect(arrived.address).toBe(`${site.url}/${uai}/parametres/ent/essai/resultat`);
      expect(arrived.text).toContain("ent-ines");
      expect(arrived.text).toContain("Ines D&#39;ALMEIDA");
      expect(await sessionsOf(login)).toEqual(before);
      expect((await admin.get(`/${uai}/parametres`)).status).toBe(200);
    });
  });

  describe("leaving the portal", () => {
    beforeAll(() => setPortal(admin, { protocol: "cas", address: cas.url }));
    const service = () => `${site.url}/${uai}/ent/retour`;

    it("closes the session that it had opened, and no other", async () => {
      await cas.logOut();
      const [one, two] = [stranger(site), stranger(site)];
      await one.follow(`/${uai}/ent`);
      const ticket = cas.tickets.at(-1)!;
      await two.follow(`/${uai}/ent`);
      expect(await postLogout(service(), ticket)).toBe(200);
      expect([await isInside(one), await isInside(two)]).toEqual([false, true]);
      expect(await cas.logOut()).toEqual([200, 200]);
      expect(await isInside(two)).toBe(false);
    });

    it("has one answer to all that is sent, and does nothing for what is not a ticket of this school", async () => {
      const who = stranger(site);
      await who.follow(`/${uai}/ent`);
      const ticket = cas.tickets.at(-1)!;
      const answers = [];
      for (const body of [
        "",
        "logoutRequest=",
        new URLSearchParams({ logoutRequest: logoutXml("ST-inconnu") }),
        new URLSearchParams({ logoutRequest: `<!DOCTYPE x>${logoutXml(ticket)}` }),
        new URLSearchParams({
          logoutRequest: logoutXml(ticket).replace("</saml", `${" ".repeat(20_000)}</saml`),
        }),
        `logoutRequest=${"x".repeat(200_000)}`,
        "\u0000%%%",
      ]) {
        const answer = await fetch(service(), { method: "POST", body });
        answers.push([answer.status, await answer.text(), answer.headers.get("set-cookie")]);
      }
      expect(await postLogout(service().replace(uai, otherUai), ticket)).toBe(200);
      expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(new Set([`[200,"",null]`]));
      expect(await isInside(who)).toBe(true);
    });

    it("is the only write that may come from elsewhere, at its very address", async () => {
      for (const address of [
        `/${uai}/ent/retour/`,
        `/${uai}/ent/retour/x`,
        `/${uai}//ent/retour`,
        `/${uai}/ent/arrivees/liaison`,
        `/${uai.toLowerCase()}/ent/retour`,
        "/inspection/ent/retour",
      ]) {
        const answer = await fetch(site.url + address, {
          method: "POST",
          headers: { origin: "https://ailleurs.example" },
        });
        expect(answer.status, address).toBe(403);
      }
      for (const method of ["PUT", "DELETE", "PATCH"])
        expect((await fetch(service(), { method })).status, method).toBe(403);
    });
  });

  it("closes what the portal had opened when the ENT id is corrected by hand", async () => {
    const who = stranger(site);
    await who.follow(`/${uai}/ent`);
    expect(await isInside(who)).toBe(true);
    const { rows } = await site.database.pool.query("select * from users where uai = $1 and login = $2", [
      uai,
      login,
    ]);
    const answer = await admin.post(`/${uai}/utilisateurs/${rows[0].id}/modification`, {
      version: String(rows[0].version),
      email: "",
      entId: "ent-corrige",
    });
    expect(answer.status).toBe(303);
    expect(await isInside(who)).toBe(false);
    await giveEntId(site, login, "ent-ines");
  });

  it("has no portal where none is set", async () => {
    await setPortal(admin, { protocol: "none" });
    const who = stranger(site);
    for (const address of ["ent", "ent/retour?ticket=ST-1&etat=x", "ent/deconnexion"])
      expect((await who.get(`/${uai}/${address}`)).location).toBe(`${site.url}/${uai}/connexion`);
    expect((await who.get(`/${uai}/connexion`)).text).not.toContain("avec l’ENT");
  });

  it("keeps the secret sealed, and gives it to no new address", async () => {
    const typed = { protocol: "oidc", clientId: "c", secret: "tres-secret" } as const;
    await setPortal(admin, { ...typed, address: "https://ent.example" });
    const stored = async () =>
      (await site.database.pool.query("select * from portals where uai = $1", [uai])).rows[0];
    const { sealed_secret: sealed } = await stored();
    expect(sealed.toString("latin1")).not.toContain("tres-secret");
    const page = (await admin.get(`/${uai}/parametres/ent`)).text;
    expect(page).not.toContain("tres-secret");
    await setPortal(admin, { protocol: "oidc", clientId: "c", address: "https://ent.example" });
    expect((await stored()).sealed_secret).toEqual(sealed);
    await setPortal(admin, { protocol: "oidc", clientId: "c", address: "https://autre.example" });
    expect((await stored()).sealed_secret).toBeNull();
    const { rows } = await site.database.pool.query(
      "select before, after from events where action like 'portal-%'",
    );
    expect(JSON.stringify(rows)).not.toContain("tres-secret");
    expect(JSON.stringify(rows)).not.toContain("sealed");
  });
});
