/**
 * Run in its own process: a few clients, each on one open connection, sign in again and again. Bare sockets keep the
 * clients' own cost, on the same cores, out of the measure.
 */

import net from "node:net";

export interface SignInTask {
  readonly url: string;
  readonly logins: readonly string[];
  readonly password: string;
  readonly clients: number;
  readonly forMs: number;
}

export interface SignInRun {
  readonly signIns: number;
  readonly seconds: number;
  readonly ms: readonly number[];
}

let turn = 0;

process.on("message", async (task: SignInTask) => {
  const start = performance.now();
  const ms: number[] = [];
  const comeAgain = async () => {
    const socket = await connect(new URL(task.url));
    while (performance.now() - start < task.forMs) {
      const login = task.logins[turn++ % task.logins.length]!;
      const asked = performance.now();
      await signIn(socket, task, login);
      ms.push(performance.now() - asked);
    }
    socket.destroy();
  };
  await Promise.all(Array.from({ length: task.clients }, comeAgain));
  const seconds = (performance.now() - start) / 1000;
  process.send!({ signIns: ms.length, seconds, ms } satisfies SignInRun);
});

function connect({ hostname, port }: URL): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), hostname, () => resolve(socket)).once("error", reject);
    socket.setEncoding("latin1").setNoDelay();
  });
}

function signIn(socket: net.Socket, { url, password }: SignInTask, login: string): Promise<void> {
  const { host, origin, pathname } = new URL(url);
  const body = new URLSearchParams({ login, password }).toString();
  const head = [
    `POST ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    "Content-Type: application/x-www-form-urlencoded",
    `Content-Length: ${body.length}`,
  ];
  return new Promise((resolve, reject) => {
    let answer = "";
    const listen = (piece: string): void => {
      answer += piece;
      // The last chunk of a redirect without body.
      if (!answer.endsWith("\r\n0\r\n\r\n")) return;
      socket.off("data", listen);
      if (/^HTTP\/1.1 303 .*\r\nlocation: \S+\/mon-compte\r\n/s.test(answer)) resolve();
      else reject(new Error(`${login} is answered ${answer.slice(0, 100)}`));
    };
    socket.on("data", listen);
    socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  });
}
