/** What the product does by itself once a day. Done twice, it does nothing more. */

import { eraseMasked } from "#actions/people/erase-masked.ts";
import type { App } from "#actions/run.ts";
import {
  abandonImports,
  listSchoolsAwaitingDecision,
  removeEndedSessions,
  removeHistory,
} from "#data/engine/upkeep.ts";
import { appendEvent } from "#data/history/events.ts";
import { removeEndedInspectorSessions } from "#data/inspectors/inspectors.ts";
import { removeSelections } from "#data/people/selections.ts";
import { addUpTallies } from "#data/people/tallies.ts";
import { removeArrivals } from "#data/portal/arrivals.ts";
import { removeEntIdFiles } from "#data/portal/ent-id-files.ts";
import { lockSchool } from "#data/school/schools.ts";
import { mostDevices } from "#domain/access/device.ts";
import { oldestSession } from "#domain/access/session.ts";
import { selectionsBegin } from "#domain/bulk.ts";
import { decisionBegins, historyBegins } from "#domain/history/keeping.ts";
import { arrivalsBegin } from "#domain/portal/portal.ts";

export async function runDaily(app: Pick<App, "database" | "clock" | "throttle">): Promise<void> {
  const now = app.clock();
  await app.database.asPlatform(async (db) => {
    await removeHistory(db, historyBegins(now));
    await removeEndedSessions(db, { now, sessionsBefore: oldestSession(now), devicesBeyond: mostDevices });
    await removeEntIdFiles(db, { undecided: decisionBegins(now), ended: historyBegins(now) });
    await removeEndedInspectorSessions(db, now, oldestSession(now));
    await removeSelections(db, selectionsBegin(now));
    await removeArrivals(db, arrivalsBegin(now));
    await addUpTallies(db);
  });
  await abandonUndecided(app, now);
  await eraseMasked(app);
}

async function abandonUndecided({ database }: Pick<App, "database">, now: Date): Promise<void> {
  const before = decisionBegins(now);
  const schools = await database.asPlatform((db) => listSchoolsAwaitingDecision(db, before));
  for (const uai of schools) {
    await database.inSchool(uai, async (tx) => {
      // An import that somebody is applying is no longer undecided when it is our turn.
      await lockSchool(tx);
      for (const importId of await abandonImports(tx, before, now)) {
        await appendEvent(tx, {
          at: now,
          action: "import-abandoned",
          actorId: undefined,
          after: { importId },
        });
      }
    });
  }
}
