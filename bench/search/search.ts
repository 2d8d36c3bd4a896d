/**
 * Search while typing, in a school of 5,000 users: the server's time for one letter beside a plain first page, and
 * the time from the key to the first result in a Chromium.
 */

import path from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { commandLine } from "#domain/permissions.ts";
import { ensureChromium } from "../../scripts/fixtures/chromium.mjs";
import { type BenchProduct, startProduct } from "../beside/product.ts";
import { writeInventedSchool } from "../invented/school.ts";
import { median, quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchSchool, type BenchServer, uai } from "../support/server.ts";

const people = { pupils: 2000, staff: 200 };
const tab = "onglet=eleves";
/** Typed letter by letter. No name has the last: near names are searched too. */
const words = ["martin", "lea", "ber", "alonsso"];
const rounds = 30;
/** As a user who types without hurry. */
const betweenKeysMs = 180;
const firstResultMs = 100;

export async function search(server: BenchServer): Promise<Report> {
  const school = await server.newSchool();
  await fill(server, school);
  const { rows } = await school.database.pool.query<{ n: number }>("select count(*)::int as n from users");
  const product = await startProduct(school);
  const browser = await chromium.launch({ executablePath: await ensureChromium(), args: ["--no-sandbox"] });
  try {
    const asked = await askInTurn(product);
    return report(rows[0]!.n, asked, await type(browser, product));
  } finally {
    await browser.close();
    await product.stop();
    await school.drop();
  }
}

async function fill(server: BenchServer, { database }: BenchSchool): Promise<void> {
  const folder = path.join(server.folder, "search");
  const files = await writeInventedSchool(folder, { uai, ...people, schoolYear: 2026, seed: 1 });
  await importFiles({ database, clock: () => new Date() }, commandLine, uai, files, undefined);
  await database.pool.query("analyze");
}

type Asked = Record<"page" | "search" | "nobody", number[]>;

async function askInTurn(product: BenchProduct): Promise<Asked> {
  const asked: Asked = { page: [], search: [], nobody: [] };
  for (let round = -5; round < rounds; round++) {
    const ms = {
      page: await ask(product, tab),
      search: await ask(product, `${tab}&q=mar`, { "turbo-frame": "utilisateurs" }),
      nobody: await ask(product, `${tab}&q=alonsso`, { "turbo-frame": "utilisateurs" }),
    };
    if (round >= 0) for (const name of ["page", "search", "nobody"] as const) asked[name].push(ms[name]);
  }
  return asked;
}

async function ask(
  product: BenchProduct,
  query: string,
  headers: Record<string, string> = {},
): Promise<number> {
  const start = performance.now();
  const answer = await fetch(`${product.url}/${uai}/utilisateurs?${query}`, {
    headers: { cookie: product.cookie, ...headers },
  });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${query} answered ${answer.status}`);
  return performance.now() - start;
}

/** Milliseconds from each key to the first frame with a result. */
async function type(browser: Browser, product: BenchProduct): Promise<number[]> {
  const context = await browser.newContext({ locale: "fr-FR", viewport: { width: 1280, height: 768 } });
  const [name, value] = product.cookie.split("=") as [string, string];
  await context.addCookies([{ name, value, url: product.url }]);
  const page = await context.newPage();
  await page.goto(`${product.url}/${uai}/utilisateurs?${tab}`);
  const field = page.getByLabel("Rechercher par nom");
  const waited: number[] = [];
  for (const word of words) {
    await field.fill("");
    await page.waitForTimeout(1000);
    await watch(page);
    for (const letter of word) {
      await field.press(letter);
      await page.waitForTimeout(betweenKeysMs);
    }
    await page.waitForTimeout(500);
    waited.push(...(await page.evaluate<number[]>("window.waited")));
  }
  return waited;
}

function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    const waited: number[] = [];
    Object.assign(window, { waited });
    let pressed: number | undefined;
    const field = document.querySelector("input[type=search]")!;
    field.addEventListener("keydown", () => {
      pressed ??= performance.now();
    });
    const results = document.querySelector("turbo-frame#utilisateurs")!;
    new MutationObserver(() => {
      requestAnimationFrame(() => {
        if (pressed !== undefined) waited.push(performance.now() - pressed);
        pressed = undefined;
      });
    }).observe(results, { childList: true });
  });
}

function report(users: number, { page, search, nobody }: Asked, waited: readonly number[]): Report {
  const row = (name: string, ms: readonly number[]) => [
    name,
    String(ms.length),
    median(ms).toFixed(1),
    quantile(ms, 0.95).toFixed(1),
    quantile(ms, 1).toFixed(1),
  ];
  return {
    ratios: [
      {
        name: "a letter looked for, to a plain first page",
        value: median(search) / median(page),
        goal: { atMost: 1 },
      },
      {
        name: `from a key to the first result in Chromium (95 %), to ${firstResultMs} ms`,
        value: quantile(waited, 0.95) / firstResultMs,
        goal: { atMost: 1 },
      },
    ],
    tables: [
      {
        title: `${users} users`,
        headings: ["", "times", "median ms", "95 % ms", "worst ms"],
        rows: [
          row("first page", page),
          row("a letter looked for", search),
          row("a name that nobody bears", nobody),
          row("from the key to the result", waited),
        ],
      },
    ],
  };
}
