import type { App } from "#actions/run.ts";
import { appendEvent } from "#data/history/events.ts";
import { lockOpening } from "#data/inspectors/openings.ts";
import { findSchool } from "#data/school/schools.ts";
import { type Inspector, openingIsOpen } from "#domain/inspectors/inspector.ts";
import { fullName } from "#domain/names.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { School } from "#domain/school/school.ts";

/** One click of an inspector in a school: allowed if it lets him in now, and written in its journal. */
export async function visitSchool(
  app: Pick<App, "database" | "clock">,
  inspector: Inspector,
  uai: string,
): Promise<Outcome<School, "not-open">> {
  return app.database.inSchool(uai, async (tx) => {
    const now = app.clock();
    const opening = await lockOpening(tx, inspector.id);
    const school = await findSchool(tx);
    if (!school || !opening || !openingIsOpen(opening, now)) return refused("not-open");
    await appendEvent(tx, {
      at: now,
      action: "inspection-visited",
      actorId: undefined,
      after: { inspectorId: inspector.id, inspector: fullName(inspector) },
    });
    return done(school);
  });
}
