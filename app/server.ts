/** Composition root: config → database → jobs → web; and an orderly stop. */

import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { runDaily } from "#actions/daily.ts";
import { giveUpReading } from "#actions/read-import.ts";
import { type Config, ConfigError } from "#config.ts";
import { startJobs } from "#data/jobs.ts";
import { signInThrottle } from "#data/throttle.ts";
import type { LinkKind } from "#domain/mailed-link.ts";
import { relyingPartyOf } from "#domain/passkey.ts";
import { importThread } from "#import-thread.ts";
import { type Installation, openInstallation } from "#installation.ts";
import { openLog } from "#log.ts";
import { deliverInspectorMail } from "#mail/inspector-postman.ts";
import { deliverMail } from "#mail/postman.ts";
import { developmentMailbox, smtpTransport } from "#mail/transport.ts";
import { createSite } from "#web/app.tsx";
import { loadAssets } from "#web/assets.ts";
import { mailboxRoutes } from "#web/mailbox/routes.tsx";
import { paths } from "#web/paths.ts";
import { showcaseRoutes } from "#web/showcase/routes.tsx";

/** Where a mailed link leads. */
const linkPages = { reset: paths.passwordByLink, email: paths.emailByLink };

export interface RunningServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly installation: Installation;
  stop(): Promise<void>;
}

export async function startServer(
  config: Config,
  clock: () => Date = () => new Date(),
): Promise<RunningServer> {
  const installation = await openInstallation(config);
  try {
    return await serveInstallation(config, installation, clock);
  } catch (error) {
    await installation.close();
    throw error;
  }
}

async function serveInstallation(
  config: Config,
  installation: Installation,
  clock: () => Date,
): Promise<RunningServer> {
  const { database, connection } = installation;
  const log = openLog(config.production);
  const mailbox = config.mailUrl ? undefined : developmentMailbox(clock);
  const transport = mailbox ?? smtpTransport(config.mailUrl!);
  // Set once the port is known: a mail of a trial server must lead to the port it really has.
  let publicUrl = config.publicUrl;
  const signInUrl = (uai: string): string => publicUrl + paths.signIn({ uai });
  const postman = {
    database,
    transport,
    clock,
    productName: config.productName,
    mailFrom: config.mailFrom,
    signInUrl,
    doorUrl: () => publicUrl + paths.inspection({}),
    inspectorLinkUrl: (token: string) => publicUrl + paths.inspectorPassword({}, { jeton: token }),
    linkUrl: (uai: string, kind: LinkKind, token: string) =>
      publicUrl + linkPages[kind]({ uai }, { lien: token }),
  };
  const imports = importThread(connection, clock);
  const throttle = signInThrottle(database);
  let ended = false;
  const jobs = await startJobs(
    connection,
    {
      deliverMail: (job) => deliverMail(postman, job),
      deliverInspectorMail: (job) => deliverInspectorMail(postman, job),
      readImport: ({ uai, importId }) => imports.readImport(uai, importId),
      giveUpReading: ({ uai, importId }) => giveUpReading({ database, clock }, uai, importId),
      daily: () => runDaily({ database, clock, throttle }),
    },
    (error) => {
      // All that the queue may still hear at its end is PostgreSQL closing the connections that it has left.
      if (!ended) log.warn({ err: error }, "job queue");
    },
  );
  const stopWork = async (): Promise<void> => {
    await jobs.stop();
    await imports.stop();
    ended = true;
    transport.close();
  };
  let server: ServerType;
  try {
    const site = createSite({
      site: {
        database,
        jobs,
        imports,
        clock,
        throttle,
        seal: installation.seal,
        relyingParty: () => relyingPartyOf(publicUrl),
        assets: loadAssets(),
        productName: config.productName,
        mailFrom: config.mailFrom,
        signInUrl,
        secureCookies: config.production && config.publicUrl.startsWith("https:"),
        hasMailbox: mailbox !== undefined,
        logError: (error, context) => {
          const number = randomBytes(4).toString("hex");
          log.error({ err: error, number, ...context }, "request failed");
          return number;
        },
      },
      publicUrl,
      developmentRoutes: [
        ...(mailbox ? [mailboxRoutes(mailbox)] : []),
        ...(config.production ? [] : [showcaseRoutes()]),
      ],
    });
    server = await listen(site.fetch, config);
  } catch (error) {
    await stopWork();
    throw error;
  }
  const { port } = server.address() as AddressInfo;
  if (config.port === 0) publicUrl = publicUrl.replace(/:0$/, `:${port}`);
  return {
    url: publicUrl,
    installation,
    async stop() {
      await closeServer(server);
      await stopWork();
      await installation.close();
    },
  };
}

function listen(fetch: Parameters<typeof serve>[0]["fetch"], { port, host }: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname: host }, () => resolve(server));
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, port, host)));
  });
}

function explain(error: NodeJS.ErrnoException, port: number, host: string): Error {
  if (error.code === "EADDRINUSE") {
    return new ConfigError(
      `Le port ${port} est déjà pris par un autre programme. Arrêtez-le, ou choisissez-en un autre : PORT=3001 npm start`,
    );
  }
  if (error.code === "EACCES") {
    return new ConfigError(
      `Le port ${port} demande des droits d’administrateur. Choisissez-en un autre : PORT=3001 npm start`,
    );
  }
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") {
    return new ConfigError(`HOST=${host} n’est pas une adresse de cette machine.`);
  }
  return error;
}

const patienceMs = 5_000;

/** New requests are refused, idle connections close, requests under way end or, too slow, are cut off. */
function closeServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if (!("closeAllConnections" in server)) return;
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), patienceMs).unref();
  });
}
