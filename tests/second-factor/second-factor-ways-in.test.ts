/** Through the front door: whoever has an authenticator gets nowhere without it, whichever way he came. */

import { randomUUID } from "node:crypto";
import { afterEach, describe, expect, it } from "vitest";
import { choosePassword } from "#actions/access/choose-password.ts";
import { issueTemporaryPassword } from "#actions/access/issue-temporary-password.ts";
import { printSlips } from "#actions/access/print-slips.ts";
import { secretOwner } from "#actions/second-factor/add-totp.ts";
import { saveSecondFactorRule } from "#actions/second-factor/save-second-factor-rule.ts";
import { deleteCredentials } from "#data/access/credentials.ts";
import { insertLink } from "#data/access/links.ts";
import { insertSession } from "#data/access/sessions.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { listCandidates } from "#data/imports/review.ts";
import { findLastSignIn } from "#data/people/last-sign-in.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { listRowsOf } from "#data/people/users-table.ts";
import { insertAuthenticator } from "#data/second-factor/authenticators.ts";
import { newTotpSecret } from "#data/second-factor/totp.ts";
import { hashToken, newToken } from "#data/token.ts";
import { commandLine } from "#domain/permissions.ts";
import { codeOf, secretKey, testSeal } from "../support/second-factor.ts";
import { testSite, uai } from "../support/site.ts";
import { goodPassword } from "../support/steps.ts";

const otherPassword = "quatre pommes vertes roulent";

describe("whoever has an authenticator", async () => {
  let shift = 0;
  const clock = () => new Date(Date.now() + shift);
  // An address without a name.
  const environment = { SECRET_KEY: secretKey.toString("base64"), PUBLIC_URL: "http://127.0.0.1:0" };
  const site = await testSite("cast", environment, clock);
  const { database } = site;
  const app = { database, clock, throttle: signInThrottle(database) };

  afterEach(() => {
    shift = 0;
  });

  /** A browser without a face: it keeps its cookie and follows nothing. */
  function visitor() {
    let cookie = "";
    return async (path: string, form?: Record<string, string>) => {
      const answer = await fetch(`${site.url}/${uai}${path}`, {
        method: form ? "POST" : "GET",
        redirect: "manual",
        headers: { cookie, origin: site.url, "content-type": "application/x-www-form-urlencoded" },
        body: form ? new URLSearchParams(form).toString() : null,
      });
      const set = answer.headers.getSetCookie().find((one) => one.startsWith("cpro_session="));
      if (set) cookie = set.split(";")[0]!;
      return { status: answer.status, to: answer.headers.get("location"), text: await answer.text(), cookie };
    };
  }
  type Go = ReturnType<typeof visitor>;

  async function protect(login: string): Promise<{ id: string; secret: string }> {
    const user = (await database.inSchool(uai, (tx) => findUserByLogin(tx, login)))!;
    const [id, secret] = [randomUUID(), newTotpSecret()];
    const sealedSecret = testSeal.close(secret, secretOwner(uai, user.id, id));
    const added = {
      id,
      userId: user.id,
      label: "x",
      createdAt: clock(),
      kind: "totp",
      sealedSecret,
    } as const;
    await database.inSchool(uai, (tx) => insertAuthenticator(tx, { ...added, lastStep: 0 }));
    return { id: user.id, secret };
  }

  const choose = { password: otherPassword, repeated: otherPassword };

  /** Signs in with what opens the account the first time, then chooses. */
  async function byFirstPassword(go: Go, login: string, password: string): Promise<void> {
    const signedIn = await go("/connexion", { login, password });
    expect(signedIn.to).toContain("/premiere-connexion");
    expect((await go("/mon-compte")).to).toContain("/premiere-connexion");
    expect((await go("/premiere-connexion", choose)).status).toBe(303);
  }

  const ways: Record<string, { login: string; come: (go: Go, login: string, id: string) => Promise<void> }> =
    {
      "his password": {
        login: "camille.riviere",
        async come(go, login, id) {
          await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
          const typed = { login, password: goodPassword, back: `/${uai}/parametres` };
          expect((await go("/connexion", typed)).status).toBe(303);
        },
      },
      "his birth date": {
        login: "amadou.diallo",
        come: (go, login) => byFirstPassword(go, login, "1985-10-08"),
      },
      "a code on paper": {
        login: "ines.dalmeida",
        async come(go, login, id) {
          await database.inSchool(uai, (tx) => deleteCredentials(tx, [id]));
          const printed = await printSlips(app, commandLine, uai, { userIds: [id], replacing: false });
          if (!printed.ok) throw new Error(printed.refusal);
          await byFirstPassword(go, login, printed.value[0]!.code);
        },
      },
      "a password drawn for him, as those that are mailed": {
        login: "maelle.legoff",
        async come(go, login) {
          const drawn = await issueTemporaryPassword(app, uai, login);
          if (!drawn.ok) throw new Error(drawn.refusal);
          await byFirstPassword(go, login, drawn.value.password);
        },
      },
      "the link of a forgotten password": {
        login: "siobhan.oconnor",
        async come(go, _login, id) {
          const token = newToken();
          await database.pool.query("update users set email = 's@example.org' where id = $1", [id]);
          const expiresAt = new Date(clock().getTime() + 600_000);
          const link = {
            tokenHash: hashToken(token),
            kind: "reset",
            userId: id,
            address: "s@example.org",
          } as const;
          await database.inSchool(uai, (tx) => insertLink(tx, { ...link, expiresAt }));
          expect((await go("/nouveau-mot-de-passe", { link: token, ...choose })).status).toBe(303);
        },
      },
    };

  it.each(Object.keys(ways))("gets nowhere without it with %s, and in with it", async (way) => {
    const { login, come } = ways[way]!;
    const { id, secret } = await protect(login);
    const go = visitor();
    await come(go, login, id);
    const pages = ["/mon-compte", "/utilisateurs", "/importations", "/parametres", "/inspecteurs"];
    for (const page of [...pages, "/double-authentification/application"])
      expect((await go(page)).to, page).toContain("/second-facteur?suite=");
    for (const deed of ["/mon-compte", "/comptes-compromis", "/double-authentification/codes"])
      expect((await go(deed, choose)).to, deed).toContain("/second-facteur");
    // Nor does the page for a first password serve as a way round.
    expect((await go("/premiere-connexion", choose)).to).not.toContain("premiere");

    const back = `/${uai}/mon-compte`;
    const before = (await go("/second-facteur")).cookie;
    expect((await go("/second-facteur", { code: "000000", back })).status).toBe(422);
    expect((await go("/mon-compte")).to).toContain("/second-facteur");
    const proved = await go("/second-facteur", { code: codeOf(secret, clock()), back });
    expect(proved).toMatchObject({ status: 303, to: back });
    expect(proved.cookie).not.toBe(before);
    expect((await go("/mon-compte")).status).toBe(200);
    const former = await fetch(site.url + back, { headers: { cookie: before }, redirect: "manual" });
    expect(former.headers.get("location")).toContain("/connexion");
  });

  it("has ten minutes to prove it", async () => {
    const go = visitor();
    await go("/connexion", { login: "camille.riviere", password: goodPassword });
    shift = 9 * 60_000;
    expect((await go("/mon-compte")).to).toContain("/second-facteur");
    shift = 10 * 60_000;
    expect((await go("/second-facteur")).to).toContain("/connexion");
  });

  it("keeps the proof when he changes his password, and is not led away from the site", async () => {
    const { id, secret } = await protect("klaus.muller");
    await choosePassword(app, uai, id, { password: goodPassword, repeated: goodPassword });
    const go = visitor();
    await go("/connexion", { login: "klaus.muller", password: goodPassword });
    const back = "https://ailleurs.example/";
    const proved = await go("/second-facteur", { code: codeOf(secret, clock()), back });
    expect(proved.to).toBe(`/${uai}/mon-compte`);
    expect((await go("/mon-compte", { current: goodPassword, ...choose })).to).toBe(`/${uai}/mon-compte`);
    const account = await go("/mon-compte");
    expect(account.status).toBe(200);
    // The address of this site has no name to tie a passkey to.
    expect(account.text).toContain("l’adresse du site est un numéro");
    expect(account.text).not.toContain("Ajouter une clé d’accès");
    expect((await go("/double-authentification/cle")).to).toBe(`/${uai}/mon-compte`);
  });

  it("must prove it in sessions that were open before it was added", async () => {
    const user = (await database.inSchool(uai, (tx) => findUserByLogin(tx, "annelaure.lecoeuvre")))!;
    const token = newToken();
    await database.inSchool(uai, (tx) =>
      insertSession(tx, { tokenHash: hashToken(token), userId: user.id, purpose: "full", at: clock() }),
    );
    const look = () =>
      fetch(`${site.url}/${uai}/mon-compte`, {
        headers: { cookie: `cpro_session=${token}` },
        redirect: "manual",
      });
    expect((await look()).status).toBe(200);
    await protect("annelaure.lecoeuvre");
    expect((await look()).headers.get("location")).toContain("/second-facteur");
  });

  it("is told in the history when the password alone was known", async () => {
    const { rows } = await database.pool.query(
      `select after ->> 'purpose' as purpose, after ->> 'with' as with from events e
       join users u on u.uai = e.uai and u.id = e.target_id
       where login = 'klaus.muller' and action = 'signed-in' order by e.id`,
    );
    expect(rows).toEqual([
      { purpose: "second-factor", with: null },
      { purpose: "full", with: "totp" },
    ]);
  });

  it("has not come in with the password alone: not to the page, the table and its file, nor to an import", async () => {
    const id = (await database.inSchool(uai, (tx) => findUserByLogin(tx, "klaus.muller")))!.id;
    const lastSignIns = () =>
      database.inSchool(uai, async (tx) => [
        await findLastSignIn(tx, id),
        (await listRowsOf(tx, "staff", [id]))[0]?.lastSignIn,
        (await listCandidates(tx, [id])).get(id)?.lastSignIn,
      ]);
    const [cameIn] = await lastSignIns();
    expect(cameIn).toBeInstanceOf(Date);
    shift = 3_600_000;
    const go = visitor();
    await go("/connexion", { login: "klaus.muller", password: otherPassword });
    expect((await go("/mon-compte")).to).toContain("/second-facteur");
    expect(await lastSignIns()).toEqual([cameIn, cameIn, cameIn]);
    await database.pool.query("delete from events where target_id = $1 and after ->> 'purpose' = 'full'", [
      id,
    ]);
    expect(await lastSignIns()).toEqual([undefined, undefined, undefined]);
  });

  it("is the only way in for the head and the administrator where the school asks for it", async () => {
    const { rows } = await database.pool.query("delete from authenticators returning 1");
    expect(rows.length).toBeGreaterThan(0);
    await saveSecondFactorRule(app, commandLine, uai, "required");
    const head = visitor();
    await head("/connexion", { login: "maelle.legoff", password: otherPassword });
    for (const page of ["/mon-compte", "/inspecteurs"])
      expect((await head(page)).to, page).toBe(`/${uai}/double-authentification`);
    expect((await head("/mon-compte/connexions", { session: "others" })).to).toContain("/double-auth");
    const page = await head("/double-authentification");
    expect(page.text).toContain("Protégez votre compte");
    expect((await head("/double-authentification/application")).status).toBe(200);
    await protect("maelle.legoff");
    expect((await head("/mon-compte")).to).toContain("/second-facteur");

    const teacher = visitor();
    await teacher("/connexion", { login: "ines.dalmeida", password: otherPassword });
    expect((await teacher("/mon-compte")).status).toBe(200);
    await saveSecondFactorRule(app, commandLine, uai, "offered");
    const administrator = visitor();
    await administrator("/connexion", { login: "camille.riviere", password: goodPassword });
    expect((await administrator("/utilisateurs")).status).toBe(200);
  });
});
