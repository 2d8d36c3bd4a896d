import { randomUUID } from "node:crypto";
import { sendInspectorLink } from "#actions/inspectors/send-inspector-link.ts";
import type { InspectorsApp } from "#actions/run.ts";
import { violates } from "#data/constraints.ts";
import { insertInspector } from "#data/inspectors/inspectors.ts";
import { type Inspector, typedEmail } from "#domain/inspectors/inspector.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";

/** From the keyboard of the server. A mail leads to the page where the inspector chooses a password. */
export async function createInspector(
  app: InspectorsApp,
  person: Omit<Inspector, "id">,
): Promise<Outcome<Inspector, "inspector-exists">> {
  const inspector = { ...person, id: randomUUID(), email: typedEmail(person.email) };
  try {
    await app.database.asPlatform(async (db) => {
      await insertInspector(db, inspector, app.clock());
      await sendInspectorLink(app, db, inspector.id);
    });
    return done(inspector);
  } catch (error) {
    if (violates(error, "inspectors_email")) return refused("inspector-exists");
    throw error;
  }
}
