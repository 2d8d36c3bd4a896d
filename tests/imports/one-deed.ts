/** A process that does one deed of an import and dies as its n-th statement leaves. Run by `killed.test.ts`. */

import pg from "pg";
import { applyImport } from "#actions/imports/apply-import.ts";
import { readImport } from "#actions/imports/read-import.ts";
import { planImportUndo, undoImport } from "#actions/imports/undo-import.ts";
import { openDatabase } from "#data/database.ts";
import type { Outcome } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";

const [deed, url, uai, importId, now, killAt] = process.argv.slice(2) as [string, ...string[]];

let sent = 0;
const send = pg.Client.prototype.query as (...parameters: unknown[]) => unknown;
pg.Client.prototype.query = function query(this: pg.Client, ...parameters: unknown[]) {
  const answer = send.apply(this, parameters);
  if (++sent === Number(killAt)) process.kill(process.pid, "SIGKILL");
  return answer;
} as typeof pg.Client.prototype.query;

const database = openDatabase({ connectionString: url, application_name: "one-deed" });
const app = { database, clock: () => new Date(now!) };
if (deed === "read") await readImport(app, uai!, importId!);
else if (deed === "apply") done(await applyImport(app, commandLine, uai!, importId!, undefined));
else {
  const planned = await database.inSchool(uai!, (tx) => planImportUndo(tx, importId!, app.clock()));
  if (!planned.ok) throw new Error(planned.refusal);
  done(await undoImport(app, commandLine, uai!, importId!, planned.value.fingerprint));
}
await database.close();
console.log(sent);

function done(answer: Outcome<unknown, string>): void {
  if (!answer.ok) throw new Error(answer.refusal);
}
