/** Imports 20,000 pupils through the front door while other users ask for the sign-in page. */

import { openAsBlob } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { ReceivedFile } from "#siecle/read-files.ts";
import { writeInventedSchool } from "../invented/school.ts";
import { quantile } from "../support/median.ts";
import type { Report } from "../support/report.ts";
import { type BenchServer, uai } from "../support/server.ts";
import { type BenchProduct, startProduct } from "./product.ts";

const pupils = Number(process.env.BENCH_PUPILS ?? 20_000);
const idleMs = 10_000;
/** As often as a busy school's visitors come. */
const everyMs = 20;

const again = "receive, read and plan again, 2 % changed";

interface Phase {
  readonly name: string;
  readonly ms: number;
  readonly answers: readonly number[];
  readonly peakRss: number;
}

export async function beside(server: BenchServer): Promise<Report> {
  const options = { uai, pupils, staff: pupils / 10, schoolYear: 2026, seed: 1 };
  const files = await writeInventedSchool(path.join(server.folder, "beside"), options);
  const later = await writeInventedSchool(path.join(server.folder, "later"), { ...options, change: 0.02 });
  const school = await server.newSchool();
  const product = await startProduct(school);
  try {
    // The first answers of a process are its slowest.
    await visits(product, "warm", () => wait(2000));
    const idle = await visits(product, "idle", () => wait(idleMs));
    const rssBefore = await product.rss();
    const phases: Phase[] = [];
    let address = "";
    const phase = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      phases.push(await visits(product, name, work));
    };
    await phase("receive", async () => {
      address = await upload(product, files);
    });
    await phase("read and plan", () => until(product, address, "Ce que l’importation va changer"));
    await phase("review a page", () => get(product, `${address}?profil=eleve&liste=nouveaux&page=2`));
    await phase("apply", () => post(product, `${address}/application`, ""));
    await phase(again, async () => {
      const second = await upload(product, later);
      await until(product, second, "Ce que l’importation va changer");
      await post(product, `${second}/abandon`, "");
    });
    await phase("undo", async () => {
      const page = await get(product, `${address}/annulation`);
      const [, fingerprint] = /name="empreinte" value="([^"]+)"/.exec(page) ?? [];
      await post(product, `${address}/annulation`, `empreinte=${fingerprint}`);
    });
    await until(product, address, "Importation annulée");
    return report(idle, phases, rssBefore);
  } finally {
    await product.stop();
    await school.drop();
  }
}

/** Asks for the sign-in page again and again during `work`. */
async function visits(product: BenchProduct, name: string, work: () => Promise<unknown>): Promise<Phase> {
  const answers: number[] = [];
  const asked: Promise<void>[] = [];
  let peakRss = 0;
  let isOver = false;
  const start = performance.now();
  const done = work().finally(() => {
    isOver = true;
  });
  while (!isOver || answers.length === 0) {
    const sent = performance.now();
    asked.push(
      fetch(`${product.url}/${uai}/connexion`).then(async (answer) => {
        await answer.text();
        answers.push(performance.now() - sent);
      }),
    );
    peakRss = Math.max(peakRss, await product.rss());
    await wait(everyMs);
  }
  await done;
  const ms = performance.now() - start;
  await Promise.all(asked);
  return { name, ms, answers, peakRss };
}

async function upload(product: BenchProduct, files: readonly ReceivedFile[]): Promise<string> {
  const form = new FormData();
  for (const { name, path } of files) form.append("fichiers", await openAsBlob(path), name);
  const answer = await send(product, `/${uai}/importations`, form);
  return answer.headers.get("location")!;
}

async function until(product: BenchProduct, address: string, title: string): Promise<void> {
  while (!(await get(product, address)).includes(title)) await wait(200);
}

async function get(product: BenchProduct, address: string): Promise<string> {
  const answer = await fetch(product.url + address, { headers: { cookie: product.cookie } });
  if (answer.status !== 200) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}

async function post(product: BenchProduct, address: string, body: string): Promise<void> {
  const answer = await send(product, address, new URLSearchParams(body));
  if (answer.status !== 303) throw new Error(`${address} answered ${answer.status}: ${await answer.text()}`);
}

function send(product: BenchProduct, address: string, body: FormData | URLSearchParams): Promise<Response> {
  return fetch(product.url + address, {
    method: "POST",
    body,
    redirect: "manual",
    headers: { cookie: product.cookie, origin: product.url },
  });
}

const p99 = (answers: readonly number[]): number => quantile(answers, 0.99);

function report(idle: Phase, phases: readonly Phase[], rssBefore: number): Report {
  const during = phases.flatMap(({ answers }) => answers);
  const growth = (measured: readonly Phase[]): number =>
    (Math.max(...measured.map(({ peakRss }) => peakRss)) - rssBefore) / 250e6;
  const second = phases.findIndex(({ name }) => name === again);
  return {
    ratios: [
      {
        name: "p99 of the sign-in page while a school is imported, to its idle value",
        value: p99(during) / p99(idle.answers),
        goal: { atMost: 5 },
      },
      {
        name: "growth of the process by a first import, to 250 MB",
        value: growth(phases.slice(0, second)),
        goal: { atMost: 1 },
      },
      {
        name: "growth of the process by a re-import and an undo after it, to 250 MB",
        value: growth(phases.slice(second)),
        goal: { atMost: 1 },
      },
    ],
    tables: [
      {
        title: `${pupils} pupils with their guardians and staff, a sign-in page every ${everyMs} ms`,
        headings: ["", "lasted (ms)", "pages", "median (ms)", "p99 (ms)", "worst (ms)", "peak RSS (MB)"],
        rows: [idle, ...phases].map(({ name, ms, answers, peakRss }) => [
          name,
          ms.toFixed(0),
          String(answers.length),
          quantile(answers, 0.5).toFixed(1),
          p99(answers).toFixed(1),
          quantile(answers, 1).toFixed(1),
          (peakRss / 1e6).toFixed(0),
        ]),
      },
    ],
  };
}
