import { type App, asAdministrator } from "#actions/run.ts";
import { appendEvent } from "#data/history/events.ts";
import { findSchool, lockSchool, updateSecondFactorRule } from "#data/school/schools.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import type { Actor } from "#domain/permissions.ts";
import type { Reason } from "#domain/reasons.ts";
import type { SecondFactorRule } from "#domain/second-factor/second-factor.ts";

/** Whether the administrator and the head may do without a second factor. */
export async function saveSecondFactorRule(
  app: Pick<App, "database" | "clock">,
  actor: Actor,
  uai: string,
  secondFactor: SecondFactorRule,
): Promise<Outcome<undefined, Reason>> {
  return asAdministrator(app, actor, uai, async (tx) => {
    await lockSchool(tx);
    const before = await findSchool(tx);
    if (!before) return refused("not-found");
    await updateSecondFactorRule(tx, secondFactor);
    await appendEvent(tx, {
      at: app.clock(),
      action: "settings-changed",
      actorId: actor.userId,
      before: { secondFactor: before.secondFactor },
      after: { secondFactor },
    });
    return done();
  });
}
