/** Run in its own process: a few clients, each on one open connection, ask for one page again and again. */

import http from "node:http";

export interface ClientsTask {
  readonly url: string;
  readonly cookie: string;
  readonly clients: number;
  readonly forMs: number;
}

export interface ClientsRun {
  readonly pages: number;
  readonly seconds: number;
  readonly ms: readonly number[];
}

process.on("message", async (task: ClientsTask) => {
  const start = performance.now();
  const ms: number[] = [];
  const agent = new http.Agent({ keepAlive: true, maxSockets: task.clients });
  const askAgain = async () => {
    while (performance.now() - start < task.forMs) ms.push(await ask(task, agent));
  };
  await Promise.all(Array.from({ length: task.clients }, askAgain));
  agent.destroy();
  const seconds = (performance.now() - start) / 1000;
  process.send!({ pages: ms.length, seconds, ms } satisfies ClientsRun);
});

function ask({ url, cookie }: ClientsTask, agent: http.Agent): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers: { cookie } }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`${url} answers ${response.statusCode}`));
      response.on("end", () => resolve(performance.now() - start));
      response.resume();
    });
    request.on("error", reject);
  });
}
