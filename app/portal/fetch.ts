/**
 * The only way out to a portal: bounded time and size, HTTPS, no redirections. Never into a private network, judged
 * by the address of the actual connection.
 */

import { type LookupAddress, lookup } from "node:dns";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import type { PortalRefusal } from "#domain/portal/portal.ts";
import { PortalFailure } from "#portal/failure.ts";
import { mayBeCalled } from "#portal/public-address.ts";

export interface PortalNetwork {
  /** Also allows private networks and plain HTTP: for trials, tests, or a portal beside our server. */
  readonly allowsPrivate: boolean;
  readonly timeoutMs?: number;
  readonly resolve?: (
    name: string,
    done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
  ) => void;
}

export interface PortalRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

const mostBytes = 64 * 1024;
const patienceMs = 5_000;

/** Returns any status; redirections are not followed. */
export async function portalFetch(
  network: PortalNetwork,
  address: string,
  { method = "GET", headers = {}, body }: PortalRequest = {},
): Promise<Response> {
  const url = new URL(address);
  refuseUnfit(url, network);
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const signal = AbortSignal.timeout(network.timeoutMs ?? patienceMs);
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = send(url, {
        method,
        headers: { ...headers, "accept-encoding": "identity", "user-agent": "C Pro" },
        agent: false,
        lookup: guardedLookup(network),
        signal,
      });
      request.on("response", resolve).on("error", reject);
      request.end(body);
    });
    return await read(answer);
  } catch (error) {
    if (error instanceof PortalFailure) throw error;
    throw new PortalFailure(signal.aborted ? "too-slow" : refusalOf(error), error);
  }
}

function refuseUnfit({ protocol, hostname }: URL, { allowsPrivate }: PortalNetwork): void {
  if (protocol !== "https:" && !(allowsPrivate && protocol === "http:")) throw new PortalFailure("not-https");
  // An IP address is never resolved, so our lookup never sees it.
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) && !mayBeCalled(literal, allowsPrivate)) throw new PortalFailure("private-address");
}

function guardedLookup({ allowsPrivate, resolve = resolveName }: PortalNetwork): LookupFunction {
  return (name, options, done) =>
    resolve(name, (error, found) => {
      const addresses = [...found];
      if (error) done(error, "");
      else if (!addresses.every(({ address }) => mayBeCalled(address, allowsPrivate)))
        done(new PortalFailure("private-address"), "");
      else if (options.all) done(null, addresses);
      else done(null, addresses[0]!.address, addresses[0]!.family);
    });
}

const resolveName: NonNullable<PortalNetwork["resolve"]> = (name, done) =>
  lookup(name, { all: true }, (error, addresses) => done(error, addresses ?? []));

async function read(answer: IncomingMessage): Promise<Response> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    bytes += chunk.length;
    if (bytes > mostBytes) {
      answer.destroy();
      throw new PortalFailure("too-big");
    }
    chunks.push(chunk);
  }
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) throw new PortalFailure("unreadable");
  const type = answer.headers["content-type"];
  return new Response([204, 205, 304].includes(status) ? null : Buffer.concat(chunks), {
    status,
    headers: type === undefined ? {} : { "content-type": type },
  });
}

function refusalOf(error: unknown): PortalRefusal {
  const { code = "" } = error as { code?: string };
  if (code === "ETIMEDOUT") return "too-slow";
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) return "name-unknown";
  if (/CERT|TLS|SSL|UNABLE_TO|EPROTO|ALTNAME/.test(code)) return "tls";
  return code.startsWith("HPE_") ? "unreadable" : "unreachable";
}
