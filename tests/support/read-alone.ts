/** Run by `memory.test.ts` in a process of its own: reads and plans sets of files in turn, and says what it took. */

import { once } from "node:events";
import { type ReceivedFile, readFiles } from "#siecle/read-files.ts";
import { emptySchool, planInto } from "#tests/support/siecle-plans.ts";

export interface AloneTask {
  readonly files: readonly ReceivedFile[];
  readonly plans: boolean;
}

export interface AloneResult {
  /** The refusal's code, or how many people an empty school would be given. */
  readonly outcome: string | number;
  /** Of the process, from its start. */
  readonly peakBytes: number;
}

async function outcomeOf({ files, plans }: AloneTask): Promise<AloneResult["outcome"]> {
  const result = await readFiles(files);
  if (!result.ok) return result.refusal.code;
  const snapshot = result.value;
  if (!plans) return (snapshot.pupils ?? []).length + (snapshot.guardians ?? []).length;
  return planInto(emptySchool, snapshot).created.length;
}

process.send!("ready");
for (;;) {
  const [task] = (await once(process, "message")) as [AloneTask | "end"];
  if (task === "end") break;
  const outcome = await outcomeOf(task);
  process.send!({ outcome, peakBytes: process.resourceUsage().maxRSS * 1024 } satisfies AloneResult);
}
process.disconnect!();
