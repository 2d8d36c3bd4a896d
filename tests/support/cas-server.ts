/** A small, real CAS 3 server: somebody is always signed in to it. A ticket fits one service and serves once. */

import { randomBytes } from "node:crypto";
import { serveHttp } from "./http-server.ts";

export interface CasServer {
  readonly url: string;
  /** Who is signed in to the portal, with attributes. */
  who: { user: string; attributes?: Record<string, string> };
  /** Says this instead of validating. */
  answer: string | undefined;
  /** The tickets given, the last one at the end. */
  readonly tickets: string[];
  /** Ends the portal's session: every service is told, from server to server. Answers their statuses. */
  logOut(): Promise<number[]>;
}

export async function startCasServer(): Promise<CasServer> {
  const unused = new Map<string, string>();
  const opened: { ticket: string; service: string }[] = [];
  const { url } = await serveHttp((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://cas");
    const service = searchParams.get("service") ?? "";
    if (pathname === "/cas/login") {
      const ticket = `ST-${randomBytes(12).toString("hex")}`;
      unused.set(ticket, service);
      cas.tickets.push(ticket);
      const back = new URL(service);
      back.searchParams.set("ticket", ticket);
      response.writeHead(302, { location: back.href }).end();
    } else if (pathname === "/cas/p3/serviceValidate") {
      response.writeHead(200, { "content-type": "application/xml" }).end(cas.answer ?? validate());
    } else if (pathname === "/cas/logout") {
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Adieu</h1>");
    } else response.writeHead(404).end();

    function validate(): string {
      const ticket = searchParams.get("ticket") ?? "";
      const given = unused.get(ticket);
      unused.delete(ticket);
      if (given === undefined) return failure("INVALID_TICKET");
      if (given !== service) return failure("INVALID_SERVICE");
      opened.push({ ticket, service });
      const { user, attributes = {} } = cas.who;
      const list = Object.entries(attributes).map(([name, value]) => `<cas:${name}>${value}</cas:${name}>`);
      return success(`<cas:user>${user}</cas:user><cas:attributes>${list.join("")}</cas:attributes>`);
    }
  });
  const cas: CasServer = {
    url: `${url}/cas`,
    who: { user: "personne" },
    answer: undefined,
    tickets: [],
    async logOut() {
      const told = opened.splice(0).map(({ ticket, service }) => postLogout(service, ticket));
      return Promise.all(told);
    },
  };
  return cas;
}

export function casResponse(content: string): string {
  return `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">${content}</cas:serviceResponse>`;
}

function success(content: string): string {
  return casResponse(`<cas:authenticationSuccess>${content}</cas:authenticationSuccess>`);
}

function failure(code: string): string {
  return casResponse(`<cas:authenticationFailure code="${code}">non</cas:authenticationFailure>`);
}

export function logoutXml(ticket: string): string {
  return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="LR-1" Version="2.0" IssueInstant="2026-11-23T08:00:00Z"><saml:NameID xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">@NOT_USED@</saml:NameID><samlp:SessionIndex>${ticket}</samlp:SessionIndex></samlp:LogoutRequest>`;
}

export async function postLogout(service: string, ticket: string): Promise<number> {
  const body = new URLSearchParams({ logoutRequest: logoutXml(ticket) });
  const answer = await fetch(service, { method: "POST", body });
  await answer.arrayBuffer();
  return answer.status;
}
