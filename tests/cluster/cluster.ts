/** Two nodes behind nginx, on one PostgreSQL that is reached by an address that can move to its replica. */

import { randomBytes } from "node:crypto";
import { makeFolder, type RunningProduct, start } from "../start/product.ts";
import { freePort } from "../support/free-port.ts";
import { type MailServer, startMailServer } from "../support/mail-server.ts";
import { Visitor } from "../support/visitor.ts";
import { type ReverseProxy, startNginx } from "./nginx.ts";
import { type PostgresServer, startPrimary } from "./postgres.ts";

export interface WebNode {
  /** Its own, beside the proxy. */
  readonly url: string;
  readonly product: RunningProduct;
}

export interface Cluster {
  /** The proxy's: what people type. */
  readonly url: string;
  readonly nodes: readonly WebNode[];
  readonly primary: PostgresServer;
  readonly nginx: ReverseProxy;
  readonly mails: MailServer;
  readonly login: string;
  /** Signed in, through the proxy. */
  readonly administrator: Visitor;
  /** Again, where its former process has ended. */
  startNode(which: 0 | 1): Promise<void>;
}

export async function startCluster(): Promise<Cluster> {
  const [primary, mails] = await Promise.all([startPrimary(), startMailServer()]);
  const [web, database, first, second] = await Promise.all(Array.from({ length: 4 }, freePort));
  const ports = [first!, second!] as const;
  const nginx = await startNginx({ web: web!, database: database!, nodes: ports, postgres: primary.port });
  const url = `http://127.0.0.1:${web}`;
  const secretKey = randomBytes(32).toString("base64");

  const nodes: WebNode[] = [];
  async function startNode(which: 0 | 1): Promise<void> {
    const env = {
      CPRO_DATA: await makeFolder(),
      PORT: String(ports[which]),
      PUBLIC_URL: url,
      DATABASE_URL: `postgresql://cpro@127.0.0.1:${database}/cpro`,
      SECRET_KEY: secretKey,
      MAIL_URL: mails.url,
    };
    nodes[which] = { url: `http://127.0.0.1:${ports[which]}`, product: await start({ env }) };
  }

  // The first makes the tables and the example school.
  await startNode(0);
  await startNode(1);
  const [, login, password] = /identifiant (\S+), premier mot de passe (\S+)/.exec(
    nodes[0]!.product.welcome[1]!,
  )!;
  const administrator = new Visitor(url);
  await administrator.signInFirst({ login: login!, password: password! });
  return { url, nodes, primary, nginx, mails, login: login!, administrator, startNode };
}

/** Where its tests are skipped. */
export const nobody = undefined as unknown as Cluster;
