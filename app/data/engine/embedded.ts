import { setTimeout } from "node:timers/promises";
import pg from "pg";
import { codeOf, EmbeddedError, explain } from "#data/engine/embedded/error.ts";
import { type Launch, launchServer } from "#data/engine/embedded/launch.ts";
import { type Lock, tryLock } from "#data/engine/embedded/lock.ts";
import { openPlace, type Place } from "#data/engine/embedded/place.ts";
import {
  findPostmaster,
  isAnyRunning,
  patienceMs,
  pollMs,
  stopPostmaster,
} from "#data/engine/embedded/postmaster.ts";
import { type Watch, type WatchedEvent, watchServer } from "#data/engine/embedded/watch.ts";

export { EmbeddedError } from "#data/engine/embedded/error.ts";

export interface EmbeddedServer {
  readonly connection: EmbeddedConnection;
  /** Restarts PostgreSQL whenever it ends by itself, until `stop`. */
  keepRunning(tell: (event: WatchedEvent) => void): void;
  /** Stops PostgreSQL unless another process uses it. The caller closes its own connections first. */
  stop(): Promise<void>;
}

export interface EmbeddedConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
}

/**
 * Starts PostgreSQL on this folder, or joins the server that another process started there.
 *
 * Processes agree by two locks. `turn.lock` is held during a start or a stop, one process at a time. Every
 * process shares `users.lock` from the end of its start to its stop; the one that can lock it exclusively is the
 * last, and stops the server. None joins meanwhile, as the stopper holds `turn.lock`. The kernel releases the
 * locks of dead processes. So PostgreSQL lives as long as its last user, or after a crash until the next start.
 */
export async function startEmbedded(
  dataFolder: string,
  { durable = true }: { durable?: boolean } = {},
): Promise<EmbeddedServer> {
  try {
    const place = await openPlace(dataFolder);
    return await inTurn(place, async () => {
      const connection = await reachServer(place, durable);
      const use = tryLock(place.usersLock, "shared");
      if (!use) throw new Error(`${place.usersLock} is locked out of turn`);
      let stopping: Promise<void> | undefined;
      let watch: Watch | undefined;
      return {
        connection,
        keepRunning(tell) {
          watch ??= watchServer(connection, () => inTurn(place, () => reachServer(place, durable)), tell);
        },
        stop() {
          stopping ??= (async () => {
            await watch?.stop();
            await inTurn(place, () => stopUnlessUsed(place, use));
          })();
          return stopping;
        },
      };
    });
  } catch (error) {
    throw explain(error, dataFolder);
  }
}

async function stopUnlessUsed({ usersLock, cluster }: Place, use: Lock): Promise<void> {
  use.release();
  const alone = tryLock(usersLock, "exclusive");
  if (!alone) return;
  try {
    await stopPostmaster(cluster);
  } finally {
    alone.release();
  }
}

async function inTurn<T>({ folder, turnLock }: Place, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patienceMs;
  let turn = tryLock(turnLock, "exclusive");
  while (!turn) {
    if (Date.now() > deadline)
      throw new EmbeddedError(
        `Un autre processus démarre ou arrête la base de ${folder} depuis trop longtemps.`,
      );
    await setTimeout(pollMs);
    turn = tryLock(turnLock, "exclusive");
  }
  try {
    return await work();
  } finally {
    turn.release();
  }
}

async function reachServer(place: Place, durable: boolean): Promise<EmbeddedConnection> {
  const begin = Date.now();
  let readySince: number | undefined;
  let launch: Launch | undefined;
  for (;;) {
    const postmaster = await findPostmaster(place.cluster);
    let cause: unknown;
    readySince = postmaster?.status === "ready" ? (readySince ?? Date.now()) : undefined;
    if (postmaster?.status === "ready") {
      const connection = { host: postmaster.socketFolder, port: 5432, user: "cpro", database: "cpro" };
      cause = await tryConnection(connection);
      if (!cause) return connection;
    } else if (postmaster?.status === "stopping") {
      // Another program, such as a service manager, told it to stop: wait for the end before we start.
      await stopPostmaster(place.cluster);
    } else if (!postmaster && (!launch || launch.hasEnded()) && !(await isAnyRunning(place.cluster))) {
      const reason = await launch?.findReason();
      if (reason) throw reason;
      launch = await launchServer(place, durable);
    }
    // Recovery after a crash may take long; a server that says it is ready must answer.
    if (Date.now() > (readySince ? readySince + 10_000 : begin + patienceMs)) {
      const message = `PostgreSQL tourne sur ${place.folder}, mais ne répond pas (voir ${place.log}).`;
      throw new EmbeddedError(message, { cause });
    }
    await setTimeout(pollMs);
  }
}

async function tryConnection(connection: EmbeddedConnection): Promise<unknown> {
  const failure = await run(connection, "select 1");
  switch (codeOf(failure)) {
    case tooManyConnections:
      return undefined;
    case noSuchDatabase:
      return run({ ...connection, database: "postgres" }, "create database cpro");
    case noSuchRole:
      throw new EmbeddedError("La base de ce dossier n’est pas une base de C Pro.", { cause: failure });
    default:
      return failure;
  }
}

const tooManyConnections = "53300";
const diskIsFull = "53100";
const noSuchDatabase = "3D000";
const noSuchRole = "28000";

async function run(connection: EmbeddedConnection, statement: string): Promise<unknown> {
  const client = new pg.Client({ ...connection, ssl: false, connectionTimeoutMillis: 5_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query(statement);
    await client.end();
    return undefined;
  } catch (error) {
    if (codeOf(error) === diskIsFull) throw error;
    return error;
  }
}
