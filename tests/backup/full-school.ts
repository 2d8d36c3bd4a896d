/** The cast with all that a school may have at one moment: something in every table, and work that waits. */

import { randomUUID } from "node:crypto";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { createInspector } from "#actions/inspectors/create-inspector.ts";
import { openInspection } from "#actions/inspectors/open-inspection.ts";
import { createStaff } from "#actions/people/create-staff.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import type { Database } from "#data/database.ts";
import { insertInspectorMail } from "#data/inspectors/mails.ts";
import { findUserByLogin } from "#data/people/users.ts";
import type { Outcome } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { uai } from "../support/site.ts";
import { fillEmptyTables } from "./rows.ts";

export const newcomer = "zelie.neuve@example.org";
export const inspectorEmail = "jeanne.inspecte@example.org";

/** Answers the id of the import that waits to be read. Nothing is in the queue: its jobs are not part of a backup. */
export async function fillSchool(database: Database): Promise<string> {
  const clock = () => new Date("2026-11-23T08:00:00Z");
  const jobs = {
    enqueueMail: async () => {},
    enqueueReading: async () => {},
    enqueueInspectorMail: async (within: object, mail: Parameters<typeof insertInspectorMail>[1]) => {
      if (!("uai" in within)) await insertInspectorMail(within as never, mail);
    },
  };
  const app = { database, clock, throttle: signInThrottle(database), jobs };
  const done = <T>(answer: Outcome<T, unknown>): T => {
    if (!answer.ok) throw new Error(JSON.stringify(answer.refusal).slice(0, 300));
    return answer.value;
  };
  done(await importFiles(app, commandLine, uai, await exampleFiles("2027-janvier"), undefined));
  done(
    await createStaff(app, commandLine, uai, {
      ...{ profile: "cpe", civility: "mme", lastName: "NEUVE", firstName: "Zélie" },
      ...{ birthDate: "1990-01-01", email: newcomer, teaches: [], discipline: undefined },
      evenIfNamesake: false,
    }),
  );
  const head = (await database.inSchool(uai, (tx) => findUserByLogin(tx, "maelle.legoff")))!;
  const inspector = done(
    await createInspector(app, { lastName: "INSPECTE", firstName: "Jeanne", email: inspectorEmail }),
  );
  const actor = { userId: head.id, profile: head.profile };
  done(await openInspection(app, actor, uai, inspector.id, undefined));
  const reading = done(await receiveImport(app, commandLine, uai, await exampleFiles("2027-rentree")));
  await database.asPlatform((db) => fillEmptyTables(db.$client, uai, randomUUID()));
  return reading;
}
