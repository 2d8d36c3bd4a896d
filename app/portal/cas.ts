import { isEntId, type PortalIdentity, portalName } from "#domain/portal/portal.ts";
import { PortalFailure } from "#portal/failure.ts";
import { type PortalNetwork, portalFetch } from "#portal/fetch.ts";
import { childrenOf, readStrictXml, type XmlElement } from "#portal/strict-xml.ts";

const ns = "{http://www.yale.edu/tp/cas}";

export function casLoginUrl(address: string, service: string): string {
  return `${address}/login?${new URLSearchParams({ service })}`;
}

export function casLogoutUrl(address: string): string {
  return `${address}/logout`;
}

/** `service` must equal the address to which the portal sent the ticket, to the letter. */
export async function validateTicket(
  network: PortalNetwork,
  portal: { readonly address: string; readonly attribute: string | undefined },
  { service, ticket }: { service: string; ticket: string },
): Promise<PortalIdentity> {
  if (!/^[\w.~-]{1,512}$/.test(ticket)) throw new PortalFailure("ticket-refused");
  const query = new URLSearchParams({ service, ticket });
  const answer = await portalFetch(network, `${portal.address}/p3/serviceValidate?${query}`);
  if (answer.status >= 300 && answer.status < 400) throw new PortalFailure("redirects");
  if (answer.status !== 200) throw new PortalFailure("unreadable");
  return readAnswer(decode(await answer.arrayBuffer()), portal.attribute);
}

function decode(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new PortalFailure("unreadable", error);
  }
}

/** Reads exactly one verdict, straight under the root: elements elsewhere prove nothing. */
function readAnswer(xml: string, attribute: string | undefined): PortalIdentity {
  const root = readStrictXml(xml);
  const [verdict, ...more] = root.children;
  if (root.name !== `${ns}serviceResponse` || !verdict || more.length > 0)
    throw new PortalFailure("unreadable");
  if (verdict.name === `${ns}authenticationFailure`)
    throw new PortalFailure(
      verdict.attributes.code === "INVALID_SERVICE" ? "service-refused" : "ticket-refused",
    );
  if (verdict.name !== `${ns}authenticationSuccess`) throw new PortalFailure("unreadable");
  return readSuccess(verdict, attribute);
}

function readSuccess(success: XmlElement, attribute: string | undefined): PortalIdentity {
  const said = childrenOf(success, `${ns}attributes`).flatMap(({ children }) => children);
  const values = (name: string): string[] =>
    said.filter((element) => element.name === `${ns}${name}`).map(({ text }) => text);
  const users = childrenOf(success, `${ns}user`);
  if (users.length !== 1 || users[0]!.children.length > 0) throw new PortalFailure("unreadable");
  const [entId, ...others] = attribute ? values(attribute) : [users[0]!.text];
  if (others.length > 0) throw new PortalFailure("ids-several");
  if (!isEntId(entId)) throw new PortalFailure("id-missing");
  return { entId, shownName: shownName((name) => values(name)[0]) };
}

function shownName(value: (name: string) => string | undefined): string | undefined {
  const given = value("givenName") ?? value("firstname") ?? value("ENTPersonPrenom");
  const family = value("sn") ?? value("lastname") ?? value("ENTPersonNom");
  return portalName(value("displayName") ?? value("cn") ?? (given && family && `${given} ${family}`));
}

const samlp = "{urn:oasis:names:tc:SAML:2.0:protocol}";

export const longestLogoutBytes = 16 * 1024;

/** The ticket whose session ends; `undefined` for any unexpected request. */
export function readLogoutRequest(xml: string): string | undefined {
  if (Buffer.byteLength(xml) > longestLogoutBytes) return undefined;
  try {
    const root = readStrictXml(xml);
    const [index, ...more] = childrenOf(root, `${samlp}SessionIndex`);
    if (root.name !== `${samlp}LogoutRequest` || !index || more.length > 0) return undefined;
    return index.text.trim() || undefined;
  } catch (error) {
    if (error instanceof PortalFailure) return undefined;
    throw error;
  }
}
