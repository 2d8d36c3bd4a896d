/** Visitors who ask without end, each on a connection of his own that he keeps, and what became of it. */

import http from "node:http";

interface Answered {
  readonly status: number;
  readonly text: string;
}

export interface Load {
  readonly answers: readonly Answered[];
  /** A request that was sent, and never answered. */
  readonly lost: readonly string[];
  /** Resolves when this many more answers of this kind have come. */
  answered(status: number, count?: number): Promise<void>;
  /** Whoever has no connection goes away, instead of coming again. */
  end(): Promise<void>;
}

export function startLoad(
  url: string,
  addresses: readonly string[],
  headers: Record<string, string> = {},
): Load {
  const answers: Answered[] = [];
  const lost: string[] = [];
  const waiting = new Set<{ status: number; left: number; resolve(): void }>();
  let ended = false;

  async function visit(address: string): Promise<void> {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    while (!ended) {
      const outcome = await ask(agent, url + address, headers);
      if ("answer" in outcome) {
        answers.push(outcome.answer);
        // Time to read it: five of them without any keep two cores busy for nobody's sake.
        await new Promise((resolve) => setTimeout(resolve, 20));
        for (const one of waiting) {
          if (one.status !== outcome.answer.status || --one.left > 0) continue;
          waiting.delete(one);
          one.resolve();
        }
      } else if (outcome.wasConnected) {
        lost.push(`${address}: ${outcome.error.message}`);
      } else {
        // As a reverse proxy does, which then tries again, or another node.
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
    agent.destroy();
  }

  const visits = addresses.map(visit);
  return {
    answers,
    lost,
    answered: (status, count = 1) => new Promise((resolve) => waiting.add({ status, left: count, resolve })),
    async end() {
      ended = true;
      await Promise.all(visits);
    },
  };
}

type Outcome = { readonly answer: Answered } | { readonly error: Error; readonly wasConnected: boolean };

/** A connection that was answered once, or that the server took, is one; a new one that is reset is a refused one. */
function ask(agent: http.Agent, url: string, headers: Record<string, string>): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = http.get(url, { agent, headers }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
      response.once("end", () => resolve({ answer: { status: response.statusCode!, text } }));
      response.once("error", (error) => resolve({ error, wasConnected: true }));
    });
    request.once("error", (error) => resolve({ error, wasConnected: request.reusedSocket }));
  });
}
