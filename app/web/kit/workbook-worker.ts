/** The other side of `spreadsheet.ts`: one file, then the thread ends. */

import { parentPort, workerData } from "node:worker_threads";
import { bookBytes } from "#web/kit/workbook.ts";

const bytes = bookBytes(workerData.sheet, workerData.format);
parentPort!.postMessage(bytes, [bytes.buffer]);
