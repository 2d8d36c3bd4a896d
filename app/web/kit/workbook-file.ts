/** Spreadsheet files. A long one keeps a processor busy for a second: it is written in a thread of its own. */

import { Worker } from "node:worker_threads";
import type { BookFormat, Sheet } from "#web/kit/workbook.ts";

const mostRowsHere = 1000;
/** 20,000 rows fit; what needs more ends the thread, not the server. */
const heapMegabytes = 512;

export const bookTypes: Record<BookFormat, string> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
};

export async function writeBook(sheet: Sheet, format: BookFormat): Promise<Uint8Array<ArrayBuffer>> {
  if (sheet.rows.length > mostRowsHere) return inThread(sheet, format);
  // Heavy, and seldom asked for.
  const { bookBytes } = await import("#web/kit/workbook.ts");
  return bookBytes(sheet, format);
}

function inThread(sheet: Sheet, format: BookFormat): Promise<Uint8Array<ArrayBuffer>> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./workbook-worker.ts", import.meta.url), {
      workerData: { sheet, format },
      // Node reads this little TypeScript by itself; the product's loader would take longer than the file.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
    });
    worker.once("message", resolve);
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`The thread of a spreadsheet has ended (${code})`)));
  });
}
