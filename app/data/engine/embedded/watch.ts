/** Notices when the server ends by itself: a connection kept only for that ends with it. */

import { setTimeout } from "node:timers/promises";
import pg from "pg";

export type WatchedEvent = { readonly lost: true } | { readonly back: true } | { readonly failed: unknown };

export interface Watch {
  /** Waits for a start under way. */
  stop(): Promise<void>;
}

/** After a failed start, as on a full disk; repeated as long as it takes. */
const retryMs = 5_000;
const pauseMs = 1_000;

export function watchServer(
  connection: pg.ClientConfig,
  startAgain: () => Promise<unknown>,
  tell: (event: WatchedEvent) => void,
): Watch {
  const stopped = new AbortController();
  const { signal } = stopped;
  const pause = (ms: number) => setTimeout(ms, undefined, { signal }).catch(() => undefined);
  let client: pg.Client | undefined;

  /** Resolves when the connection has ended; to false if it never opened. */
  async function holdConnection(): Promise<boolean> {
    const own = new pg.Client({ ...connection, ssl: false, application_name: "cpro watch" });
    client = own;
    // The error comes before the end, and says no more.
    own.on("error", () => undefined);
    const ended = new Promise((resolve) => own.once("end", resolve));
    try {
      await own.connect();
    } catch {
      return false;
    }
    // `stop` was called before there was a connection to end.
    if (signal.aborted) await own.end();
    await ended;
    return true;
  }

  async function bringBack(): Promise<void> {
    while (!signal.aborted) {
      try {
        await startAgain();
        return;
      } catch (failed) {
        tell({ failed });
        await pause(retryMs);
      }
    }
  }

  async function watch(): Promise<void> {
    while (!signal.aborted) {
      const held = await holdConnection();
      if (signal.aborted) return;
      if (!held) await pause(pauseMs);
      else tell({ lost: true });
      await bringBack();
      if (held && !signal.aborted) tell({ back: true });
    }
  }

  const watching = watch();
  return {
    async stop() {
      stopped.abort();
      await client?.end().catch(() => undefined);
      await watching;
    },
  };
}
