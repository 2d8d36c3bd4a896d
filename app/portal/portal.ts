import type { Asked, Portal, PortalIdentity } from "#domain/portal/portal.ts";
import { casLoginUrl, casLogoutUrl, validateTicket } from "#portal/cas.ts";
import { asked, PortalFailure } from "#portal/failure.ts";
import type { PortalNetwork } from "#portal/fetch.ts";
import { type OidcJourney, type OidcPortal, oidcLoginUrl, oidcLogoutUrl, redeemCode } from "#portal/oidc.ts";

/** With the shared secret in clear. */
export interface OpenPortal extends Portal {
  readonly clientSecret: string | undefined;
}

export interface PortalArrival extends PortalIdentity {
  /** The CAS ticket or the code, good once. */
  readonly ticket: string;
}

/** `returnUrl`: our whole address to which the browser comes back. */
export function loginUrl(
  network: PortalNetwork,
  portal: OpenPortal,
  journey: OidcJourney,
  returnUrl: string,
): Promise<Asked<string>> {
  return asked(async () =>
    portal.protocol === "cas"
      ? casLoginUrl(portal.address, casService(returnUrl, journey.state))
      : oidcLoginUrl(network, oidc(portal), journey, returnUrl),
  );
}

/** `query`: that of the address to which the browser came back. */
export function redeem(
  network: PortalNetwork,
  portal: OpenPortal,
  journey: OidcJourney,
  returnUrl: string,
  query: URLSearchParams,
): Promise<Asked<PortalArrival>> {
  return asked(async () => {
    if (portal.protocol === "cas") {
      const ticket = query.get("ticket") ?? "";
      const service = casService(returnUrl, journey.state);
      return { ...(await validateTicket(network, portal, { service, ticket })), ticket };
    }
    const whole = new URL(`${returnUrl}?${query}`);
    return { ...(await redeemCode(network, oidc(portal), journey, whole)), ticket: query.get("code") ?? "" };
  });
}

/** Must equal the state with which the browser left. */
export function returnedState({ protocol }: Portal, query: URLSearchParams): string | undefined {
  return query.get(protocol === "cas" ? casState : "state") ?? undefined;
}

export function logoutUrl(network: PortalNetwork, portal: OpenPortal): Promise<Asked<string | undefined>> {
  return asked(async () =>
    portal.protocol === "cas" ? casLogoutUrl(portal.address) : oidcLogoutUrl(network, oidc(portal)),
  );
}

/** CAS has no state: ours travels in the address, so that a ticket fits one journey of one browser. */
function casService(returnUrl: string, state: string): string {
  return `${returnUrl}?${new URLSearchParams({ [casState]: state })}`;
}

const casState = "etat";

export function oidc({ address, clientId, clientSecret, attribute }: OpenPortal): OidcPortal {
  if (clientId === undefined) throw new PortalFailure("client-refused");
  return { address, clientId, clientSecret, claim: attribute };
}
