import type { Page } from "playwright-core";
import { type TestSite, uai } from "./site.ts";
import { goodPassword } from "./steps.ts";
import { Visitor } from "./visitor.ts";

/**
 * Signed in as the administrator of the cast, on the users table. He comes in without a browser: its own journey shows
 * how one does it with one.
 */
export async function openAsAdministrator(page: Page, site: TestSite): Promise<void> {
  const visitor = new Visitor(site.url);
  const { login, password } = site.administrator;
  const { status } = await visitor.signIn(login, password);
  if (status === 303) await visitor.chooseFirstPassword();
  else await visitor.signIn(login, goodPassword);
  const { hostname } = new URL(site.url);
  await page.context().addCookies(visitor.cookies.map((cookie) => ({ ...cookie, domain: hostname })));
  await page.goto(`${site.url}/${uai}/utilisateurs`);
  await page.getByRole("heading", { name: "Gestion des utilisateurs" }).waitFor();
}
