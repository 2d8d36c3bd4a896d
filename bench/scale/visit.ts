import { Agent, type IncomingHttpHeaders, request } from "node:http";

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
  readonly ms: number;
}

/** Has its own cookies and one open connection. */
export class Browser {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  readonly #cookies = new Map<string, string>();
  readonly url: string;

  constructor(url: string, cookie?: string) {
    this.url = url;
    if (cookie) this.#keep(cookie);
  }

  get(address: string): Promise<Answer> {
    return this.#send("GET", address);
  }

  post(address: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    return this.#send("POST", address, new URLSearchParams(fields).toString());
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, address: string, body = "", isLastTry = false): Promise<Answer> {
    const start = performance.now();
    const headers = {
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      "user-agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
      ...(method === "POST"
        ? {
            origin: new URL(this.url).origin,
            "content-type": "application/x-www-form-urlencoded",
            "content-length": String(Buffer.byteLength(body)),
          }
        : {}),
    };
    return new Promise((resolve, reject) => {
      const sent = request(this.url + address, { method, headers, agent: this.#agent }, (response) => {
        const pieces: Buffer[] = [];
        response.on("data", (piece: Buffer) => pieces.push(piece));
        response.on("error", reject);
        response.on("end", () => {
          for (const cookie of response.headers["set-cookie"] ?? []) this.#keep(cookie);
          const text = Buffer.concat(pieces).toString();
          const ms = performance.now() - start;
          resolve({ status: response.statusCode!, text, headers: response.headers, ms });
        });
      });
      sent.on("error", (error: NodeJS.ErrnoException) => {
        // The server closed the idle connection at this very moment: browsers take another.
        const closedMeanwhile = sent.reusedSocket && error.code === "ECONNRESET" && !isLastTry;
        if (closedMeanwhile) this.#send(method, address, body, true).then(resolve, reject);
        else reject(error);
      });
      sent.end(body);
    });
  }

  #keep(cookie: string): void {
    const [name = "", value = ""] = cookie.split(";")[0]!.split("=");
    if (value === "") this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

export function expectStatus(answer: Answer, status: number, what: string): Answer {
  if (answer.status !== status)
    throw new Error(`${what} answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return answer;
}

export function hiddenValue({ text }: Answer, name: string): string {
  const input = text.match(/<input[^>]*>/g)?.find((tag) => tag.includes(`name="${name}"`));
  const value = input && /value="([^"]*)"/.exec(input)?.[1];
  if (value === undefined) throw new Error(`The page has no field ${name}`);
  return value;
}
