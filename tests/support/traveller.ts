/** A browser reduced to its cookies, step by step: each answer is looked at before the next address is asked. */

export interface Step {
  readonly status: number;
  /** Whole. */
  readonly location: string;
  readonly text: string;
}

export class Traveller {
  readonly cookies = new Map<string, { value: string; path: string }>();

  private readonly origin: () => string;

  /** Cookies of our site only, by path, as a browser sends them. */
  constructor(origin: () => string) {
    this.origin = origin;
  }

  async get(address: string): Promise<Step> {
    return this.send(address, { method: "GET" });
  }

  async post(address: string, form: Record<string, string> = {}): Promise<Step> {
    return this.send(address, { method: "POST", body: new URLSearchParams(form) });
  }

  /** Follows until a page. */
  async follow(address: string): Promise<Step & { readonly address: string }> {
    let at = address;
    for (let hops = 0; hops < 12; hops++) {
      const step = await this.get(at);
      if (!step.location) return { ...step, address: at };
      at = step.location;
    }
    throw new Error(`Round and round: ${at}`);
  }

  private async send(address: string, init: RequestInit): Promise<Step> {
    const url = new URL(address, this.origin());
    const isOurs = url.origin === this.origin();
    const cookie = [...this.cookies]
      .filter(([, { path }]) => url.pathname === path || url.pathname.startsWith(`${path}/`))
      .map(([name, { value }]) => `${name}=${value}`)
      .join("; ");
    const answer = await fetch(url, {
      ...init,
      redirect: "manual",
      headers: isOurs ? { cookie, origin: this.origin() } : {},
    });
    if (isOurs) for (const line of answer.headers.getSetCookie()) this.keep(line);
    const location = answer.headers.get("location");
    return {
      status: answer.status,
      location: location ? new URL(location, url).href : "",
      text: await answer.text(),
    };
  }

  private keep(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const [name = "", value = ""] = pair.split(/=(.*)/s);
    const path = attributes.find((text) => text.startsWith("Path="))?.slice(5) ?? "/";
    if (attributes.includes("Max-Age=0")) this.cookies.delete(name);
    else this.cookies.set(name, { value, path });
  }
}
