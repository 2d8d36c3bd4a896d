/** A person at a distance: keeps his cookies, follows no redirect, and sends forms as the site's own pages do. */

import { openAsBlob } from "node:fs";
import path from "node:path";
import { uai } from "./site.ts";
import { goodPassword } from "./steps.ts";
import type { SeerCookie } from "./visitor-cookies.ts";

export class Visitor {
  /** Without a trailing slash. */
  readonly url: string;
  readonly #cookies: Map<string, SeerCookie>;

  constructor(url: string, cookies = new Map<string, SeerCookie>()) {
    this.url = url;
    this.#cookies = cookies;
  }

  /** The same person, with the same cookies, at another address of the same site. */
  at(url: string): Visitor {
    return new Visitor(url, this.#cookies);
  }

  get cookies(): readonly SeerCookie[] {
    return [...this.#cookies.values()];
  }

  get cookieHeader(): string {
    return this.cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  get(address: string): Promise<Response> {
    return this.#ask(address, {});
  }

  post(address: string, fields: Record<string, string> | FormData): Promise<Response> {
    const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
    return this.#ask(address, { method: "POST", body });
  }

  /** Answers where the reading can be followed. */
  async upload(files: readonly { readonly path: string }[]): Promise<string> {
    const form = new FormData();
    for (const file of files) form.append("fichiers", await openAsBlob(file.path), path.basename(file.path));
    const answer = await this.post(`/${uai}/importations`, form);
    const where = answer.headers.get("location");
    if (answer.status !== 303 || !where) throw new Error(`Not taken: ${answer.status}`);
    return where;
  }

  signIn(login: string, password: string): Promise<Response> {
    return this.post(`/${uai}/connexion`, { login, password });
  }

  /** With the first password, once. */
  async signInFirst({ login, password }: { login: string; password: string }): Promise<void> {
    await this.signIn(login, password);
    await this.chooseFirstPassword();
  }

  async chooseFirstPassword(): Promise<void> {
    const chosen = await this.post(`/${uai}/premiere-connexion`, {
      password: goodPassword,
      repeated: goodPassword,
    });
    if (chosen.status !== 303) throw new Error(`Not signed in: ${chosen.status}`);
  }

  async #ask(address: string, request: RequestInit): Promise<Response> {
    const headers = { origin: this.url, cookie: this.cookieHeader };
    const answer = await fetch(this.url + address, { ...request, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value, path] = /^([^=]+)=([^;]*).*; Path=([^;]*)/.exec(line)!;
      this.#cookies.set(name!, { name: name!, value: value!, path: path! });
    }
    return answer;
  }
}
