import type { App, Refusable } from "#actions/app.ts";
import { appendEvent } from "#data/events.ts";
import { lockOpening } from "#data/inspector-openings.ts";
import { findSchool } from "#data/schools.ts";
import { type Inspector, openingIsOpen } from "#domain/inspector.ts";
import { fullName } from "#domain/names.ts";
import type { School } from "#domain/school.ts";

/** One click of an inspector in a school: allowed if it lets him in now, and written in its journal. */
export async function visitSchool(
  app: Pick<App, "database" | "clock">,
  inspector: Inspector,
  uai: string,
): Promise<Refusable<School, "not-open">> {
  return app.database.inSchool(uai, async (tx) => {
    const now = app.clock();
    const opening = await lockOpening(tx, inspector.id);
    const school = await findSchool(tx);
    if (!school || !opening || !openingIsOpen(opening, now)) return { refused: "not-open" };
    await appendEvent(tx, {
      at: now,
      action: "inspection-visited",
      actorId: undefined,
      after: { inspectorId: inspector.id, inspector: fullName(inspector) },
    });
    return { done: school };
  });
}
