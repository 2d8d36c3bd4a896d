/** How a server stops: who is connected is told to leave with his next answer, and what is under way ends. */

import type { Server, ServerResponse } from "node:http";
import net from "node:net";
import { setTimeout } from "node:timers/promises";
import type { ServerType } from "@hono/node-server";

export interface OrderlyStop {
  readonly begun: boolean;
  /** Goes on serving for the grace, then ends; at once where there is a hurry. */
  run(graceMs: number, hurry: AbortSignal): Promise<void>;
}

/** For whoever is about to send a request on a connection that has been idle: told now, he would lose it. */
const drainMs = 500;
/** For requests under way; slower ones are cut off. */
const patienceMs = 5_000;

export function prepareStop(server: ServerType): OrderlyStop {
  const http = server as Server;
  const underWay = new Set<ServerResponse>();
  let begun = false;
  http.prependListener("request", (_, response) => {
    if (begun) response.setHeader("Connection", "close");
    underWay.add(response);
    response.once("close", () => underWay.delete(response));
  });

  return {
    get begun() {
      return begun;
    },
    async run(graceMs, hurry) {
      begun = true;
      await wait(graceMs, hurry);
      for (const response of underWay) if (!response.headersSent) response.setHeader("Connection", "close");
      // Not HTTP's own `close`, which cuts idle connections too, and with them a request that is on its way.
      const closed = new Promise<void>((resolve) => net.Server.prototype.close.call(http, () => resolve()));
      await Promise.race([closed, wait(drainMs, hurry)]);
      http.closeIdleConnections();
      await Promise.race([closed, wait(patienceMs, hurry)]);
      http.closeAllConnections();
      await closed;
    },
  };
}

function wait(ms: number, hurry: AbortSignal): Promise<void> {
  return setTimeout(ms, undefined, { signal: hurry }).catch(() => undefined);
}
