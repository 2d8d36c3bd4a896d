/** What a CAS server may answer, and what we believe of it. Nothing odd is ever somebody. */

import { beforeEach, describe, expect, it } from "vitest";
import { done, refused } from "#domain/outcome.ts";
import { readLogoutRequest, validateTicket } from "#portal/cas.ts";
import { asked } from "#portal/failure.ts";
import { casResponse, logoutXml, startCasServer } from "../support/cas-server.ts";

const network = { allowsPrivate: true };
const ns = 'xmlns:cas="http://www.yale.edu/tp/cas"';

function successOf(content: string): string {
  return casResponse(`<cas:authenticationSuccess>${content}</cas:authenticationSuccess>`);
}

describe("the answer of a CAS server", async () => {
  const cas = await startCasServer();
  const service = "https://cpro.example/0999999Z/ent/retour?etat=x";
  const validate = (attribute?: string, ticket = "ST-1") =>
    asked(() => validateTicket(network, { address: cas.url, attribute }, { service, ticket }));

  beforeEach(() => {
    cas.answer = undefined;
  });

  it.each([
    ["<cas:user>lea</cas:user>", undefined, "lea", undefined],
    ["\n  <cas:user>l&#233;a &amp; co</cas:user>\n", undefined, "léa & co", undefined],
    ["<cas:user><![CDATA[lea]]></cas:user>", undefined, "lea", undefined],
    [
      "<cas:user>lea</cas:user><!-- bonjour --><cas:attributes><cas:uid>u-1</cas:uid><cas:displayName>Léa  DUPONT</cas:displayName></cas:attributes>",
      "uid",
      "u-1",
      "Léa DUPONT",
    ],
    [
      "<cas:user>lea</cas:user><cas:attributes><cas:givenName>Léa</cas:givenName><cas:sn>DUPONT</cas:sn></cas:attributes>",
      undefined,
      "lea",
      "Léa DUPONT",
    ],
  ])("%s is somebody", async (content, attribute, entId, shownName) => {
    cas.answer = successOf(content);
    expect(await validate(attribute)).toEqual(done({ entId, shownName }));
  });

  it("may use another prefix for the same namespace, or none", async () => {
    cas.answer = `<serviceResponse xmlns="http://www.yale.edu/tp/cas"><authenticationSuccess><user>lea</user></authenticationSuccess></serviceResponse>`;
    expect(await validate()).toHaveProperty("value.entId", "lea");
  });

  it.each([
    ["a comment that cuts the name", successOf("<cas:user>camille<!-- -->.faux</cas:user>")],
    ["a comment at its end", successOf("<cas:user>camille<!-- x --></cas:user>")],
    ["two users", successOf("<cas:user>lea</cas:user><cas:user>camille</cas:user>")],
    ["no user", successOf("")],
    ["a user inside the user", successOf("<cas:user>lea<cas:user>camille</cas:user></cas:user>")],
    ["a user of another namespace", successOf(`<x:user xmlns:x="urn:x">lea</x:user>`)],
    [
      "the prefix bound to another namespace",
      `<cas:serviceResponse xmlns:cas="urn:x"><cas:authenticationSuccess><cas:user>lea</cas:user></cas:authenticationSuccess></cas:serviceResponse>`,
    ],
    [
      "the prefix rebound half-way",
      casResponse(
        `<cas:authenticationSuccess xmlns:cas="urn:x"><cas:user>lea</cas:user></cas:authenticationSuccess>`,
      ),
    ],
    [
      "no namespace",
      "<serviceResponse><authenticationSuccess><user>lea</user></authenticationSuccess></serviceResponse>",
    ],
    [
      "a success inside the failure",
      casResponse(
        `<cas:authenticationFailure code="INVALID_TICKET"><cas:authenticationSuccess><cas:user>lea</cas:user></cas:authenticationSuccess></cas:authenticationFailure>`,
      ),
    ],
    [
      "a success beside the failure",
      casResponse(
        `<cas:authenticationFailure code="INVALID_TICKET"/><cas:authenticationSuccess><cas:user>lea</cas:user></cas:authenticationSuccess>`,
      ),
    ],
    [
      "a success in an attribute",
      casResponse(
        `<cas:proxySuccess a="&lt;cas:authenticationSuccess&gt;&lt;cas:user&gt;lea&lt;/cas:user&gt;"/>`,
      ),
    ],
    [
      "a success deeper",
      casResponse(
        `<cas:x><cas:authenticationSuccess><cas:user>lea</cas:user></cas:authenticationSuccess></cas:x>`,
      ),
    ],
    ["another root", `<cas:x ${ns}>${successOf("<cas:user>lea</cas:user>")}</cas:x>`],
    ["a DOCTYPE", `<!DOCTYPE x>${successOf("<cas:user>lea</cas:user>")}`],
    ["an entity of its own", `<!DOCTYPE x [<!ENTITY e "camille">]>${successOf("<cas:user>&e;</cas:user>")}`],
    [
      "an external entity",
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${successOf("<cas:user>&e;</cas:user>")}`,
    ],
    ["an entity that nobody declared", successOf("<cas:user>&e;</cas:user>")],
    ["a processing instruction", `<?php x ?>${successOf("<cas:user>lea</cas:user>")}`],
    ["text where it has no business", successOf("lea<cas:user>lea</cas:user>")],
    ["two roots", successOf("<cas:user>lea</cas:user>").repeat(2)],
    ["a document that is cut", successOf("<cas:user>lea</cas:user>").slice(0, -5)],
    ["a name with a space around", successOf("<cas:user> lea</cas:user>")],
    ["a name with a line break", successOf("<cas:user>lea&#10;x</cas:user>")],
    ["an endless name", successOf(`<cas:user>${"a".repeat(101)}</cas:user>`)],
    ["very deep elements", `${"<a>".repeat(5000)}`],
    ["a web page", "<!doctype html><html><body>Connexion</body></html>"],
    ["CAS 1", "yes\nlea\n"],
    ["nothing", ""],
    ["JSON", `{"serviceResponse":{"authenticationSuccess":{"user":"lea"}}}`],
  ])("%s is nobody", async (_, answer) => {
    cas.answer = answer;
    expect(await validate()).toHaveProperty("refusal");
  });

  it("never chooses between several values of the attribute", async () => {
    cas.answer = successOf(
      "<cas:user>lea</cas:user><cas:attributes><cas:uid>a</cas:uid><cas:uid>b</cas:uid></cas:attributes>",
    );
    expect(await validate("uid")).toEqual(refused("ids-several"));
    expect(await validate("autre")).toEqual(refused("id-missing"));
    expect(await validate()).toHaveProperty("value.entId", "lea");
  });

  it("is not asked about a ticket that is none", async () => {
    cas.answer = successOf("<cas:user>lea</cas:user>");
    for (const ticket of ["", "ST-1&service=x", "ST 1", "a".repeat(513)])
      expect(await validate(undefined, ticket), ticket).toEqual(refused("ticket-refused"));
  });

  it("is no for a ticket of another service, and for one that has served", async () => {
    const location = async (to: string) =>
      (
        await fetch(`${cas.url}/login?${new URLSearchParams({ service: to })}`, { redirect: "manual" })
      ).headers.get("location")!;
    const ticketOf = (address: string) => new URL(address).searchParams.get("ticket")!;
    const foreign = ticketOf(await location("https://cpro.example/0888888Y/ent/retour?etat=x"));
    expect(await validate(undefined, foreign)).toEqual(refused("service-refused"));
    const own = ticketOf(await location(service));
    expect(await validate(undefined, own)).toHaveProperty("value");
    expect(await validate(undefined, own)).toEqual(refused("ticket-refused"));
  });
});

describe("a logout request", () => {
  it("names the ticket", () => {
    expect(readLogoutRequest(logoutXml("ST-1"))).toBe("ST-1");
  });

  it.each([
    ["a DOCTYPE", `<!DOCTYPE x>${logoutXml("ST-1")}`],
    ["an entity", `<!DOCTYPE x [<!ENTITY e "ST-1">]>${logoutXml("&e;")}`],
    ["two tickets", logoutXml("ST-1</samlp:SessionIndex><samlp:SessionIndex>ST-2")],
    ["a comment in the ticket", logoutXml("ST-1<!-- -->")],
    ["another namespace", logoutXml("ST-1").replace("urn:oasis:names:tc:SAML:2.0:protocol", "urn:x")],
    ["too much", logoutXml("ST-1").replace("<samlp:S", `${" ".repeat(17_000)}<samlp:S`)],
    ["no XML", "ST-1"],
  ])("with %s names none", (_, xml) => {
    expect(readLogoutRequest(xml)).toBeUndefined();
  });
});
