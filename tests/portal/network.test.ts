/** The only way out: where it leads, and what stops it. */

import type { LookupAddress } from "node:dns";
import type { RequestListener } from "node:http";
import { createServer as createTcpServer } from "node:net";
import { describe, expect, it } from "vitest";
import { done, refused } from "#domain/outcome.ts";
import { asked } from "#portal/failure.ts";
import { type PortalNetwork, portalFetch } from "#portal/fetch.ts";
import { serveHttp } from "../support/http-server.ts";

const production: PortalNetwork = { allowsPrivate: false };

describe("the way out", async () => {
  let answer: RequestListener = (_, response) => response.end("bonjour");
  let asks = 0;
  const { url } = await serveHttp((request, response) => {
    asks++;
    answer(request, response);
  });
  const trial: PortalNetwork = { allowsPrivate: true, timeoutMs: 300 };
  const refusalOf = async (network: PortalNetwork, address: string) =>
    asked(async () => (await portalFetch(network, address)).text());

  it("brings back what was answered", async () => {
    expect(await refusalOf(trial, url)).toEqual(done("bonjour"));
  });

  it.each([
    "https://127.0.0.1/",
    "https://127.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0177.0.0.1/",
    "https://0/",
    "https://10.0.0.1/",
    "https://172.20.1.1/",
    "https://192.168.0.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[fe80::1]/",
    "https://[fd00::1]/",
    "https://localhost/",
  ])("does not lead to %s in production", async (address) => {
    expect(await refusalOf(production, address)).toEqual(refused("private-address"));
  });

  it("judges the address that is used, when it is used", async () => {
    const resolving = (...addresses: LookupAddress[]): PortalNetwork => ({
      ...production,
      resolve: (_, done) => done(null, addresses),
    });
    const there = { address: "8.8.8.8", family: 4 };
    for (const inside of [
      { address: "127.0.0.1", family: 4 },
      { address: "169.254.169.254", family: 4 },
      { address: "::1", family: 6 },
      { address: "::ffff:127.0.0.1", family: 6 },
    ]) {
      expect(await refusalOf(resolving(inside), "https://ent.example/")).toEqual(refused("private-address"));
      expect(await refusalOf(resolving(there, inside), "https://ent.example/")).toEqual(
        refused("private-address"),
      );
    }
  });

  it("is closed without HTTPS in production, and for any other protocol", async () => {
    expect(await refusalOf(production, url)).toEqual(refused("not-https"));
    for (const address of ["file:///etc/passwd", "ftp://example.org/", "data:,x"])
      expect(await refusalOf(trial, address)).toEqual(refused("not-https"));
  });

  it("still leads to no link-local address where private networks are allowed", async () => {
    expect(await refusalOf(trial, "http://169.254.169.254/")).toEqual(refused("private-address"));
  });

  it("follows no redirection", async () => {
    answer = (_, response) => response.writeHead(302, { location: `${url}/ailleurs` }).end();
    const before = asks;
    expect((await portalFetch(trial, url)).status).toBe(302);
    expect(asks - before).toBe(1);
  });

  it("reads so much and no more", async () => {
    answer = (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(10_000)));
      };
      response.on("drain", more);
      more();
    };
    expect(await refusalOf({ ...trial, timeoutMs: 5_000 }, url)).toEqual(refused("too-big"));
  });

  it("waits so long and no longer, for the first byte and for the last", async () => {
    answer = () => {};
    expect(await refusalOf(trial, url)).toEqual(refused("too-slow"));
    answer = (_, response) => {
      const drop = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(drop));
    };
    expect(await refusalOf(trial, url)).toEqual(refused("too-slow"));
  });

  it("tells what is wrong", async () => {
    const dead = createTcpServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => dead.listen(0, "127.0.0.1", resolve));
    const { port } = dead.address() as { port: number };
    expect(await refusalOf(trial, `http://127.0.0.1:${port}/`)).toEqual(refused("unreachable"));
    await new Promise((resolve) => dead.close(resolve));
    expect(await refusalOf(trial, `http://127.0.0.1:${port}/`)).toEqual(refused("unreachable"));
    const unknown: PortalNetwork = {
      ...trial,
      resolve: (_, done) => done(Object.assign(new Error("no"), { code: "ENOTFOUND" }), []),
    };
    expect(await refusalOf(unknown, "https://ent.example/")).toEqual(refused("name-unknown"));
    // It speaks HTTP where HTTPS was asked.
    expect(await refusalOf(trial, url.replace("http:", "https:"))).toEqual(refused("tls"));
  });
});
