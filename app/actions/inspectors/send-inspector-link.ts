import { randomUUID } from "node:crypto";
import type { InspectorsApp } from "#actions/run.ts";
import type { Queries } from "#data/database.ts";
import { findInspectorByEmail } from "#data/inspectors/inspectors.ts";
import { type Inspector, typedEmail } from "#domain/inspectors/inspector.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

/** The postman will draw the link and mail it, if the transaction stands. */
export async function sendInspectorLink(app: InspectorsApp, db: Queries, inspectorId: string): Promise<void> {
  await app.jobs.enqueueInspectorMail(db, {
    id: randomUUID(),
    inspectorId,
    kind: "password-link",
    schoolUai: undefined,
    endsOn: undefined,
    requestedAt: app.clock(),
  });
}

/** From the keyboard of the server, for an inspector whose link is lost, ended or whose password is forgotten. */
export async function sendInspectorLinkAgain(
  app: InspectorsApp,
  email: string,
): Promise<Outcome<Inspector, "no-inspector">> {
  return app.database.asPlatform(async (db) => {
    const inspector = await findInspectorByEmail(db, typedEmail(email));
    if (!inspector) return refused("no-inspector");
    await sendInspectorLink(app, db, inspector.id);
    return done(inspector);
  });
}
