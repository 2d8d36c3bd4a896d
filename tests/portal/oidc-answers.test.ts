/** What an OpenID Connect provider may answer, and what we believe of it. */

import { beforeEach, describe, expect, it } from "vitest";
import { done, refused } from "#domain/outcome.ts";
import { checkPortal } from "#portal/check.ts";
import { loginUrl, type OpenPortal, redeem } from "#portal/portal.ts";
import { type Bend, startOidcProvider } from "../support/oidc-provider.ts";

const network = { allowsPrivate: true };
const returnUrl = "https://cpro.example/0999999Z/ent/retour";
const journey = { state: "e".repeat(43), nonce: "n".repeat(43), verifier: "v".repeat(43) };

describe("an OpenID Connect provider", async () => {
  const provider = await startOidcProvider();
  const portal: OpenPortal = {
    protocol: "oidc",
    address: provider.url,
    attribute: undefined,
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
  };

  beforeEach(() => {
    provider.bend = {};
    provider.claimsInToken = true;
    provider.who = { sub: "u-1", name: "Léa DUPONT", uid: "42-lea" };
  });

  /** The address at which the browser comes back. */
  async function goAndReturn(from = journey, known = portal): Promise<URLSearchParams> {
    const leaving = await loginUrl(network, known, from, returnUrl);
    if (!leaving.ok) throw new Error(leaving.refusal);
    const answer = await fetch(leaving.value, { redirect: "manual" });
    return new URL(answer.headers.get("location")!).searchParams;
  }
  const come = (query: URLSearchParams, from = journey, known = portal) =>
    redeem(network, known, from, returnUrl, query);

  it("says who it is, in the token or on its page", async () => {
    for (const claimsInToken of [true, false]) {
      provider.claimsInToken = claimsInToken;
      expect(await come(await goAndReturn())).toMatchObject(done({ entId: "u-1", shownName: "Léa DUPONT" }));
      const byUid = { ...portal, attribute: "uid" };
      expect(await come(await goAndReturn(), journey, byUid)).toMatchObject(done({ entId: "42-lea" }));
    }
  });

  it("is left with PKCE S256, a state and a nonce", async () => {
    const leaving = await loginUrl(network, portal, journey, returnUrl);
    const asked = new URL(leaving.ok ? leaving.value : "").searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      redirect_uri: returnUrl,
      state: journey.state,
      nonce: journey.nonce,
    });
    expect(asked.get("code_challenge")).not.toBe(journey.verifier);
  });

  const bends: [string, Bend][] = [
    ["another issuer in the token", { claims: { iss: "https://autre.example" } }],
    ["another audience", { claims: { aud: "autre-client" } }],
    ["several audiences and no authorized party", { claims: { aud: ["cpro", "autre"], azp: "autre" } }],
    ["another nonce", { claims: { nonce: "x".repeat(43) } }],
    ["no nonce", { claims: { nonce: undefined } }],
    ["a token that has expired", { claims: { exp: Math.floor(Date.now() / 1000) - 3600 } }],
    ["no end", { claims: { exp: undefined } }],
    ["an unsigned token", { alg: "none" }],
    ["a token signed with the public key as a secret", { alg: "HS256" }],
    ["a token signed by somebody else", { alg: "other-key" }],
    ["no subject", { claims: { sub: undefined } }],
    ["a list for a subject", { claims: { sub: ["a", "b"] } }],
    ["a mix-up of issuers in the address", { iss: "https://autre.example" }],
  ];
  it.each(bends)("is not believed with %s", async (_, bend) => {
    provider.bend = bend;
    expect(await come(await goAndReturn())).toHaveProperty("refusal");
  });

  it("is not believed when its page tells of somebody else", async () => {
    provider.claimsInToken = false;
    provider.bend = { claims: { sub: "autre" } };
    expect(await come(await goAndReturn())).toHaveProperty("refusal");
  });

  it("is not believed with an `iss` that is missing or double, another state, another verifier", async () => {
    const without = await goAndReturn();
    without.delete("iss");
    expect(await come(without)).toEqual(refused("token-refused"));
    const twice = await goAndReturn();
    twice.append("iss", "https://autre.example");
    expect(await come(twice)).toHaveProperty("refusal");
    expect(await come(await goAndReturn(), { ...journey, state: "x".repeat(43) })).toHaveProperty("refusal");
    expect(await come(await goAndReturn(), { ...journey, verifier: "x".repeat(43) })).toEqual(
      refused("ticket-refused"),
    );
    expect(await come(await goAndReturn(), { ...journey, nonce: "x".repeat(43) })).toHaveProperty("refusal");
  });

  it("gives a code that serves once, and at one address", async () => {
    const query = await goAndReturn();
    expect(await come(query)).toHaveProperty("value");
    expect(await come(query)).toEqual(refused("ticket-refused"));
    const elsewhere = await redeem(
      network,
      portal,
      journey,
      returnUrl.replace("0999999Z", "0888888Y"),
      await goAndReturn(),
    );
    expect(elsewhere).toEqual(refused("ticket-refused"));
  });

  it("may put an end to it", async () => {
    const query = new URLSearchParams({
      error: "access_denied",
      state: journey.state,
      iss: provider.url,
    });
    expect(await come(query)).toEqual(refused("cancelled"));
  });

  it("presents itself under the address that was typed, or is not asked further", async () => {
    for (const issuer of [
      "https://autre.example",
      `${provider.url}/`.replace("127.0.0.1", "localhost"),
      12,
    ]) {
      provider.bend = { discovery: { issuer } };
      expect(await loginUrl(network, portal, journey, returnUrl), String(issuer)).toHaveProperty("refusal");
    }
    const wellKnown = { ...portal, address: `${provider.url}/.well-known/openid-configuration` };
    expect(await loginUrl(network, wellKnown, journey, returnUrl)).toHaveProperty("refusal");
  });

  it("sends a browser to no address that is not the web's", async () => {
    provider.bend = { discovery: { authorization_endpoint: "javascript:alert(1)" } };
    expect(await loginUrl(network, portal, journey, returnUrl)).toHaveProperty("refusal");
  });

  it("leads our server nowhere inside, whatever its description says", async () => {
    for (const name of ["token_endpoint", "jwks_uri"]) {
      const query = await goAndReturn();
      provider.bend = { discovery: { [name]: "http://169.254.169.254/latest" } };
      expect(await come(query), name).toEqual(refused("private-address"));
      provider.bend = {};
    }
  });

  it("is tested as far as can be told", async () => {
    const outcomes = async (known: OpenPortal) =>
      (await checkPortal(network, known, returnUrl)).map(({ outcome }) =>
        typeof outcome === "string" ? outcome : outcome.refusal,
      );
    expect(await outcomes(portal)).toEqual(["passed", "passed", "passed", "passed"]);
    expect(await outcomes({ ...portal, clientSecret: "faux" })).toEqual([
      "passed",
      "passed",
      "passed",
      "client-refused",
    ]);
    provider.bend = { discovery: { issuer: "https://autre.example" } };
    expect(await outcomes(portal)).toEqual(["passed", "passed", "issuer-differs", "not-reached"]);
    expect(await outcomes({ ...portal, address: `${provider.url}/rien` })).toEqual([
      "passed",
      "passed",
      "unreadable",
      "not-reached",
    ]);
    expect(await outcomes({ ...portal, address: "http://127.0.0.1:1" })).toEqual([
      "passed",
      "unreachable",
      "not-reached",
      "not-reached",
    ]);
    expect(await outcomes({ ...portal, address: "http://169.254.169.254" })).toEqual([
      "private-address",
      "not-reached",
      "not-reached",
      "not-reached",
    ]);
  });
});
