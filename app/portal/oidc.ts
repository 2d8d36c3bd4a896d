/** OpenID Connect by a library, within our limits on what it may call and what we believe. */

import * as client from "openid-client";
import { isEntId, type PortalIdentity, type PortalRefusal, portalName } from "#domain/portal/portal.ts";
import { PortalFailure } from "#portal/failure.ts";
import { type PortalNetwork, portalFetch } from "#portal/fetch.ts";

export interface OidcPortal {
  readonly address: string;
  readonly clientId: string;
  readonly clientSecret: string | undefined;
  readonly claim: string | undefined;
}

/** Kept by the browser on its way to the portal and back. */
export interface OidcJourney {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export async function oidcLoginUrl(
  network: PortalNetwork,
  portal: OidcPortal,
  { state, nonce, verifier }: OidcJourney,
  redirectUri: string,
): Promise<string> {
  const config = await configure(network, portal);
  const challenge = await client.calculatePKCECodeChallenge(verifier);
  return leaving(network, () =>
    client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: "openid profile",
      code_challenge: challenge,
      code_challenge_method: "S256",
      state,
      nonce,
    }),
  );
}

/** The portal's sign-out page; some have none. */
export async function oidcLogoutUrl(network: PortalNetwork, portal: OidcPortal): Promise<string | undefined> {
  const config = await configure(network, portal);
  if (!config.serverMetadata().end_session_endpoint) return undefined;
  return leaving(network, () => client.buildEndSessionUrl(config));
}

/** `returnUrl`: the whole address to which the browser came back. */
export async function redeemCode(
  network: PortalNetwork,
  portal: OidcPortal,
  { state, nonce, verifier }: OidcJourney,
  returnUrl: URL,
): Promise<PortalIdentity> {
  const config = await configure(network, portal);
  try {
    const tokens = await client.authorizationCodeGrant(config, returnUrl, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    });
    return identityOf(await gatherClaims(config, portal, tokens), portal.claim);
  } catch (error) {
    throw failureOf(error, "token-refused");
  }
}

type Claims = Readonly<Record<string, unknown>>;

/** Some portals put the claims in the token, others on a page of their own. */
async function gatherClaims(
  config: client.Configuration,
  { claim = "sub" }: OidcPortal,
  tokens: client.TokenEndpointResponse & client.TokenEndpointResponseHelpers,
): Promise<Claims> {
  const signed = tokens.claims()!;
  if (signed[claim] !== undefined && shownName(signed)) return signed;
  if (!config.serverMetadata().userinfo_endpoint) return signed;
  // The library checks that both are about the same person.
  const told = await client.fetchUserInfo(config, tokens.access_token, signed.sub);
  return { ...told, ...signed };
}

function identityOf(claims: Claims, claim = "sub"): PortalIdentity {
  const entId = claims[claim];
  if (Array.isArray(entId)) throw new PortalFailure("ids-several");
  if (!isEntId(entId)) throw new PortalFailure("id-missing");
  return { entId, shownName: shownName(claims) };
}

function shownName({ name, given_name, family_name }: Claims): string | undefined {
  const both = given_name && family_name ? `${given_name} ${family_name}` : undefined;
  return portalName(name ?? both);
}

/** The portal's metadata, of exactly the issuer that was typed. */
async function configure(network: PortalNetwork, portal: OidcPortal): Promise<client.Configuration> {
  const fetch: client.CustomFetch = (url, { method, headers, body }) =>
    portalFetch(network, url, { method, headers, body: body === undefined ? undefined : String(body) });
  const permits = network.allowsPrivate ? [client.allowInsecureRequests] : [];
  try {
    const found = await client.discovery(new URL(portal.address), portal.clientId, undefined, undefined, {
      [client.customFetch]: fetch,
      execute: permits,
    });
    const said: client.ServerMetadata = found.serverMetadata();
    // The library lets some issuers differ.
    if (new URL(said.issuer).href !== new URL(portal.address).href) throw new PortalFailure("issuer-differs");
    const config = new client.Configuration(
      { ...said, id_token_signing_alg_values_supported: signatures(said) },
      portal.clientId,
      undefined,
      authentication(portal.clientSecret, said),
    );
    config[client.customFetch] = fetch;
    for (const permit of permits) permit(config);
    client.enableNonRepudiationChecks(config);
    return config;
  } catch (error) {
    throw failureOf(error, "unreadable");
  }
}

/** Signed with the portal's private key: never unsigned, never with the shared secret. */
function signatures({ id_token_signing_alg_values_supported: said }: client.ServerMetadata): string[] {
  const own = (said ?? []).filter((name) => /^(RS|PS|ES)\d+$|^Ed25519$|^EdDSA$/.test(name));
  return own.length > 0 ? own : ["RS256"];
}

function authentication(secret: string | undefined, said: client.ServerMetadata): client.ClientAuth {
  if (secret === undefined) return client.None();
  const ways = said.token_endpoint_auth_methods_supported;
  return ways?.includes("client_secret_post") ? client.ClientSecretPost(secret) : basic(secret);
}

/** Portals that do not decode this, against the standard, still read most secrets. */
function basic(secret: string): client.ClientAuth {
  return (_server, { client_id }, _body, headers) => {
    const pair = [client_id, secret].map(encodeURIComponent).join(":");
    headers.set("authorization", `Basic ${Buffer.from(pair).toString("base64")}`);
  };
}

/** A browser is sent to web pages only. */
function leaving(network: PortalNetwork, build: () => URL): string {
  try {
    const { protocol, href } = build();
    if (protocol === "https:" || (network.allowsPrivate && protocol === "http:")) return href;
  } catch (error) {
    throw failureOf(error, "unreadable");
  }
  throw new PortalFailure("not-https");
}

/** `otherwise`: the refusal when no cause is more precise. */
function failureOf(error: unknown, otherwise: PortalRefusal): PortalFailure {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause)
    if (cause instanceof PortalFailure) return cause;
  if (error instanceof client.AuthorizationResponseError) return new PortalFailure("cancelled", error);
  if (error instanceof client.ResponseBodyError)
    return new PortalFailure(error.error === "invalid_client" ? "client-refused" : "ticket-refused", error);
  const { code = "" } = error as { code?: string };
  if (code === "OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED") return new PortalFailure("issuer-differs", error);
  if (error instanceof client.WWWAuthenticateChallengeError)
    return new PortalFailure("client-refused", error);
  if (error instanceof client.ClientError || error instanceof TypeError || code.startsWith("OAUTH_"))
    return new PortalFailure(otherwise, error);
  throw error;
}

/** Whether the portal knows our client, judged by its answer to an invented code. */
export async function tryClient(
  network: PortalNetwork,
  portal: OidcPortal,
  redirectUri: string,
): Promise<"accepted" | "not-told"> {
  const config = await configure(network, portal);
  const { issuer } = config.serverMetadata();
  const answer = new URLSearchParams({ code: `essai-${crypto.randomUUID()}`, iss: issuer });
  const madeUp = new URL(`${redirectUri}?${answer}`);
  try {
    await client.authorizationCodeGrant(config, madeUp, {
      pkceCodeVerifier: client.randomPKCECodeVerifier(),
    });
  } catch (error) {
    if (error instanceof client.ResponseBodyError && error.error === "invalid_grant") return "accepted";
    const failure = failureOf(error, "unreadable");
    if (failure.refusal === "client-refused") throw failure;
  }
  return "not-told";
}
