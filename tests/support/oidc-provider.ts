/**
 * A small, real OpenID Connect provider: somebody is always signed in to it. It checks the client, the address of
 * return, PKCE, and that a code serves once. What it signs can be bent, for hostile answers.
 */

import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { serveHttp } from "./http-server.ts";

export interface OidcProvider {
  readonly url: string;
  readonly clientId: string;
  readonly clientSecret: string;
  who: { sub: string; name?: string; [claim: string]: unknown };
  /** In the token, or on the page of its own only. */
  claimsInToken: boolean;
  /** How it bends. */
  bend: Bend;
  /** Its public key as text, for whoever would sign with it. */
  readonly publicKey: string;
}

export interface Bend {
  readonly discovery?: Record<string, unknown>;
  readonly claims?: Record<string, unknown>;
  readonly alg?: "none" | "HS256" | "other-key";
  /** The `iss` of the address of return. */
  readonly iss?: string;
}

interface Given {
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string;
}

export async function startOidcProvider(): Promise<OidcProvider> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const stranger = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const publicKey = keys.publicKey.export({ type: "spki", format: "pem" }).toString();
  const codes = new Map<string, Given>();
  const tokens = new Set<string>();

  const { url } = await serveHttp(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url!, "http://oidc");
    const json = (body: unknown, status = 200): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    if (pathname === "/.well-known/openid-configuration")
      json({ ...discovery(), ...provider.bend.discovery });
    else if (pathname === "/jwks")
      json({ keys: [{ ...keys.publicKey.export({ format: "jwk" }), kid: "1", use: "sig", alg: "RS256" }] });
    else if (pathname === "/authorize") {
      const code = randomBytes(16).toString("hex");
      const redirectUri = searchParams.get("redirect_uri")!;
      codes.set(code, {
        redirectUri,
        challenge: searchParams.get("code_challenge")!,
        nonce: searchParams.get("nonce")!,
      });
      const back = new URL(redirectUri);
      back.searchParams.set("code", code);
      back.searchParams.set("state", searchParams.get("state")!);
      back.searchParams.set("iss", provider.bend.iss ?? url);
      response.writeHead(302, { location: back.href }).end();
    } else if (pathname === "/token") {
      let text = "";
      for await (const chunk of request) text += chunk;
      const basic = Buffer.from((request.headers.authorization ?? "").split(" ")[1] ?? "", "base64");
      if (decodeURIComponent(basic.toString()) !== `${provider.clientId}:${provider.clientSecret}`)
        return json({ error: "invalid_client" }, 401);
      const form = new URLSearchParams(text);
      const given = codes.get(form.get("code") ?? "");
      codes.delete(form.get("code") ?? "");
      const verified = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      if (given?.challenge !== verified || given.redirectUri !== form.get("redirect_uri"))
        return json({ error: "invalid_grant" }, 400);
      const access = randomBytes(16).toString("hex");
      tokens.add(access);
      json({ access_token: access, token_type: "Bearer", id_token: idToken(given.nonce) });
    } else if (pathname === "/userinfo") {
      const access = (request.headers.authorization ?? "").split(" ")[1] ?? "";
      if (tokens.has(access)) json(provider.who);
      else json({ error: "invalid_token" }, 401);
    } else if (pathname === "/logout") {
      response.writeHead(200, { "content-type": "text/html" }).end("<h1>Adieu</h1>");
    } else response.writeHead(404).end();
  });

  function discovery() {
    return {
      issuer: url,
      authorization_endpoint: `${url}/authorize`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      userinfo_endpoint: `${url}/userinfo`,
      end_session_endpoint: `${url}/logout`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      // As many real ones say: what we take is ours to choose.
      id_token_signing_alg_values_supported: ["none", "HS256", "RS256"],
      authorization_response_iss_parameter_supported: true,
    };
  }

  function idToken(nonce: string): string {
    const now = Math.floor(Date.now() / 1000);
    const { sub } = provider.who;
    const claims = {
      ...(provider.claimsInToken ? provider.who : {}),
      ...{ iss: url, sub, aud: provider.clientId, nonce, iat: now, exp: now + 60 },
      ...provider.bend.claims,
    };
    const { alg } = provider.bend;
    const header = alg === "none" ? { alg } : { alg: alg === "HS256" ? alg : "RS256", kid: "1" };
    const text = [header, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    return `${text}.${signature(text)}`;
  }

  function signature(text: string): string {
    const { alg } = provider.bend;
    if (alg === "none") return "";
    if (alg === "HS256") return createHmac("sha256", publicKey).update(text).digest("base64url");
    const key = alg === "other-key" ? stranger.privateKey : keys.privateKey;
    return sign("sha256", Buffer.from(text), key).toString("base64url");
  }

  const provider: OidcProvider = {
    url,
    clientId: "cpro",
    clientSecret: "un-secret-bien-long",
    who: { sub: "personne" },
    claimsInToken: true,
    bend: {},
    publicKey,
  };
  return provider;
}
