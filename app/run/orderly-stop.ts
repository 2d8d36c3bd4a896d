/** Stops a server: the next answer on each connection closes it, and requests under way end. */

import type { Server, ServerResponse } from "node:http";
import net from "node:net";
import { setTimeout } from "node:timers/promises";
import type { ServerType } from "@hono/node-server";

export interface OrderlyStop {
  readonly begun: boolean;
  /** Serves during the grace, then ends; a hurry ends at once. */
  run(graceMs: number, hurry: AbortSignal): Promise<void>;
}

/** Idle connections stay open this long: a request may be on its way. */
const drainMs = 500;
/** Slower requests are cut off. */
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
      // HTTP's own `close` would cut idle connections too, and a request on its way with them.
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
