/** Composition root: config → database → jobs → web; and an orderly stop. */

import type { AddressInfo } from "node:net";
import { type ServerType, serve } from "@hono/node-server";
import { giveUpReading } from "#actions/imports/read-import.ts";
import { runDaily } from "#actions/school/daily-work.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import type { WatchedEvent } from "#data/engine/embedded/watch.ts";
import { type EndedJob, startJobs } from "#data/engine/jobs.ts";
import { watchReadiness } from "#data/engine/readiness.ts";
import type { LinkKind } from "#domain/access/mailed-link.ts";
import { relyingPartyOf } from "#domain/second-factor/passkey.ts";
import { PassingMailFault } from "#mail/delivery-outcome.ts";
import { deliverInspectorMail, giveUpInspectorMail } from "#mail/inspector-postman.ts";
import { deliverMail, giveUpMail } from "#mail/postman.ts";
import { developmentMailbox, smtpTransport } from "#mail/transport.ts";
import { type Config, ConfigError } from "#run/config.ts";
import { importThread } from "#run/import-thread.ts";
import { type Installation, openInstallation, unlessHurried } from "#run/installation.ts";
import { type Log, openLog, queueErrorLog } from "#run/log.ts";
import { openMetrics } from "#run/metrics.ts";
import { prepareStop } from "#run/orderly-stop.ts";
import { createSite } from "#web/app.tsx";
import { mailboxRoutes } from "#web/dev/mailbox/routes.tsx";
import { showcaseRoutes } from "#web/dev/showcase/routes.tsx";
import { loadAssets } from "#web/kit/assets.ts";
import { probeRoutes } from "#web/kit/probes.ts";
import { paths } from "#web/paths.ts";

const linkPages = { reset: paths.passwordByLink, email: paths.emailByLink };

export interface RunningServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly installation: Installation;
  /** In order; a hurry cuts off work under way. */
  stop(hurry?: AbortSignal): Promise<void>;
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
  const metrics = config.metricsToken === undefined ? undefined : openMetrics(database);
  const ownTransport = mailbox ?? smtpTransport(config.mailUrl!);
  const transport = metrics?.countMails(ownTransport) ?? ownTransport;
  installation.keepRunning((event) => logPostgres(log, event));
  // Set once the port is known: a trial server's mails must lead to its real port.
  let publicUrl = config.publicUrl;
  const signInUrl = (uai: string): string => publicUrl + paths.signIn({ uai });
  const postman = {
    database,
    transport,
    clock,
    productName: config.productName,
    mailFrom: config.mailFrom,
    signInUrl,
    signInAddress: () => publicUrl + paths.inspection({}),
    inspectorLinkUrl: (token: string) => publicUrl + paths.inspectorPassword({}, { jeton: token }),
    linkUrl: (uai: string, kind: LinkKind, token: string) =>
      publicUrl + linkPages[kind]({ uai }, { lien: token }),
  };
  const imports = importThread(connection, clock);
  const throttle = signInThrottle(database, clock);
  let ended = false;
  const logQueueError = queueErrorLog(log);
  const jobs = await startJobs(
    connection,
    {
      deliverMail: (job) => deliverMail(postman, job),
      deliverInspectorMail: (job) => deliverInspectorMail(postman, job),
      giveUpMail: (job) => ("mailId" in job ? giveUpMail(postman, job) : giveUpInspectorMail(postman, job)),
      readImport: ({ uai, importId }) => imports.readImport(uai, importId),
      giveUpReading: ({ uai, importId }) => giveUpReading({ database, clock }, uai, importId),
      daily: () => runDaily({ database, clock, throttle }),
    },
    (error) => {
      // While it stops, the queue hears only PostgreSQL closing the connections that it has left.
      if (!ended) logQueueError(error);
    },
    (job) => logJob(log, job),
  );
  const stopWork = async (): Promise<void> => {
    await jobs.stop();
    await imports.stop();
    ended = true;
    transport.close();
  };
  let server: ServerType;
  let stopping = (): boolean => false;
  const isReady = watchReadiness(database);
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
        portalReturnUrl: (uai) => publicUrl + paths.portalReturn({ uai }),
        portalNetwork: { allowsPrivate: config.portalPrivateNetwork },
        secureCookies: config.production && config.publicUrl.startsWith("https:"),
        hasMailbox: mailbox !== undefined,
        logError: (error, facts) => log.error({ ...facts, err: error }, "request failed"),
      },
      onRequest: (answered) => {
        log.info(answered, "request");
        metrics?.countRequest(answered);
      },
      probeRoutes: probeRoutes({
        whyNotReady: async () => (stopping() ? "stopping" : isReady()),
        metrics: metrics && { token: config.metricsToken!, tell: metrics.tell },
      }),
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
  const orderlyStop = prepareStop(server);
  stopping = () => orderlyStop.begun;
  const { port } = server.address() as AddressInfo;
  if (config.port === 0) publicUrl = publicUrl.replace(/:0$/, `:${port}`);
  return {
    url: publicUrl,
    installation,
    async stop(hurry = new AbortController().signal) {
      log.info("stopping");
      await orderlyStop.run(config.stopGraceMs, hurry);
      await unlessHurried(stopWork(), hurry);
      await installation.close(hurry);
      log.info("stopped");
    },
  };
}

/** Longer than any proxy's (nginx 60 s, Caddy 120): the side that sends must be the one that closes idle connections. */
const keepAliveTimeout = 130_000;

function listen(fetch: Parameters<typeof serve>[0]["fetch"], { port, host }: Config): Promise<ServerType> {
  return new Promise((resolve, reject) => {
    const asked = { fetch, port, hostname: host, serverOptions: { keepAliveTimeout } };
    const server = serve(asked, () => resolve(server));
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

/** A mail server's words may name the recipient: they stay in the database. */
function logJob(log: Log, { error, ...job }: EndedJob): void {
  if (error === undefined) log.info(job, "job done");
  else if (error instanceof PassingMailFault) log.warn(job, "mail to be tried again");
  else log.error({ ...job, err: error }, "job failed");
}

function logPostgres(log: Log, event: WatchedEvent): void {
  if ("lost" in event) log.error("PostgreSQL has ended by itself: it is being started again");
  else if ("back" in event) log.warn("PostgreSQL is back");
  else log.error({ err: event.failed }, "PostgreSQL does not start: it will be tried again");
}
