/** A mail server that speaks SMTP line by line, as badly as a test says. */

import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import { afterAll } from "vitest";

/** Where it stops answering, for ever. */
type Silence = "greeting" | "after-data";

export interface Manners {
  readonly silentFrom?: Silence;
  /** Takes the whole mail, and goes away without a word. */
  readonly dropsAfterData?: boolean;
  /** Between two of its lines. */
  readonly pauseMs?: number;
  /** Takes the mail and never comes to the end of its answer, but says something again and again. */
  readonly endlessMs?: number;
}

export interface NastyMailServer {
  readonly url: string;
  /** Of the next connections. */
  manners: Manners;
  /** All that was taken, as it travelled. */
  readonly taken: string[];
  /** Resolves at the next connection. */
  connected(): Promise<void>;
  /** Of the connections that were made, those still open. */
  readonly open: ReadonlySet<Socket>;
}

export async function startNastyMailServer(): Promise<NastyMailServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("error", () => {});
    socket.once("close", () => open.delete(socket));
    void converse(socket, nasty.manners, nasty.taken);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const nasty: NastyMailServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`,
    manners: {},
    taken: [],
    connected: async () => void (await once(server, "connection")),
    open,
  };
  afterAll(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return nasty;
}

async function converse(socket: Socket, manners: Manners, taken: string[]): Promise<void> {
  const { silentFrom, dropsAfterData, pauseMs = 0, endlessMs } = manners;
  if (silentFrom === "greeting") return void socket.resume();
  const say = async (line: string): Promise<void> => {
    if (pauseMs > 0) await setTimeout(pauseMs);
    if (socket.writable) socket.write(`${line}\r\n`);
  };
  await say("220 nasty.example.org");
  let mail: string[] | undefined;
  for await (const line of createInterface({ input: socket })) {
    if (!mail) {
      const [verb] = line.toUpperCase().split(/[ :]/);
      if (verb === "DATA") mail = [];
      if (verb === "QUIT") socket.end("221 bye\r\n");
      else await say(verb === "DATA" ? "354 go on" : "250 fine");
    } else if (line !== ".") mail.push(line);
    else {
      taken.push(mail.join("\n"));
      mail = undefined;
      if (dropsAfterData) return void socket.destroy();
      if (silentFrom === "after-data") continue;
      while (endlessMs !== undefined && socket.writable) {
        socket.write("250-patience\r\n");
        await setTimeout(endlessMs);
      }
      await say("250 2.0.0 taken");
    }
  }
}
