/** Pages per second of "Gestion des utilisateurs", alternating with its bare reads. */

import { type ChildProcess, fork } from "node:child_process";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { commandLine } from "#domain/permissions.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { askChild } from "../support/child.ts";
import { median, quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchServer, uai } from "../support/server.ts";
import type { ClientsRun, ClientsTask } from "./clients.ts";
import { type BenchSite, barePath, serveSite } from "./site.ts";

const clients = 4;
const rounds = 5;
const roundMs = 2000;
const tabs = { personnels: "", élèves: "?onglet=eleves", responsables: "?onglet=responsables" };

export async function measureUsersTable(
  server: BenchServer,
  files: readonly ReceivedFile[],
): Promise<Report> {
  const school = await server.newSchool();
  const { database } = school;
  await importFiles({ database, clock: () => new Date() }, commandLine, uai, files, undefined);
  await database.pool.query("analyze");
  const site = await serveSite(school);
  const browsers = fork(new URL("./clients.ts", import.meta.url));
  try {
    const measured: Tab[] = [];
    for (const [name, query] of Object.entries(tabs))
      measured.push(await measureTab(browsers, site, name, query));
    return report(measured);
  } finally {
    browsers.disconnect();
    await site.stop();
    await school.drop();
  }
}

interface Tab {
  readonly name: string;
  readonly pageBytes: number;
  readonly rounds: readonly { readonly page: ClientsRun; readonly bare: ClientsRun }[];
}

async function measureTab(
  browsers: ChildProcess,
  site: BenchSite,
  name: string,
  query: string,
): Promise<Tab> {
  const page = `${site.url}/${uai}/utilisateurs${query}`;
  const bare = site.url + barePath + query;
  site.fixedText = await textOf(page, site.cookie);
  const run = (url: string, forMs = roundMs): Promise<ClientsRun> => {
    const task: ClientsTask = { url, cookie: site.cookie, clients, forMs };
    return askChild(browsers, task);
  };
  for (const url of [page, bare]) await run(url, 1000);
  const done: { page: ClientsRun; bare: ClientsRun }[] = [];
  for (let i = 0; i < rounds; i++) done.push({ page: await run(page), bare: await run(bare) });
  return { name, pageBytes: Buffer.byteLength(site.fixedText), rounds: done };
}

async function textOf(url: string, cookie: string): Promise<string> {
  const answer = await fetch(url, { headers: { cookie } });
  const text = await answer.text();
  const rows = text.split('role="row"').length - 2;
  if (answer.status !== 200 || rows !== 50) throw new Error(`${url}: ${answer.status}, ${rows} rows`);
  return text;
}

function report(tabs: readonly Tab[]): Report {
  const rate = ({ pages, seconds }: ClientsRun): number => pages / seconds;
  return {
    ratios: tabs.map(({ name, rounds }) => ({
      name: `pages per second of the table (${name}), to its reads alone`,
      value: median(rounds.map(({ page, bare }) => rate(page) / rate(bare))),
      goal: { atLeast: 0.6 },
    })),
    tables: [
      {
        title: `users table, 50 rows a page, ${clients} clients`,
        headings: ["tab", "pages/s", "reads alone/s", "kB a page", "median ms", "95 % ms"],
        rows: tabs.map(({ name, pageBytes, rounds }) => {
          const ms = rounds.flatMap(({ page }) => page.ms);
          return [
            name,
            median(rounds.map(({ page }) => rate(page))).toFixed(0),
            median(rounds.map(({ bare }) => rate(bare))).toFixed(0),
            (pageBytes / 1000).toFixed(0),
            median(ms).toFixed(1),
            quantile(ms, 0.95).toFixed(1),
          ];
        }),
      },
    ],
  };
}
