/** Two imports of one school, and an account corrected while somebody reads a plan. */

import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { applyImport } from "#actions/imports/apply-import.ts";
import { decideImport } from "#actions/imports/decide-import.ts";
import { readImport } from "#actions/imports/read-import.ts";
import { receiveImport } from "#actions/imports/receive-import.ts";
import { findImport, findPlan } from "#data/imports/imports.ts";
import { pupilDivisions } from "#data/people/schema.ts";
import { personKey } from "#domain/imports/plan.ts";
import { done, refused } from "#domain/outcome.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testDatabase } from "../support/database.ts";
import { uai } from "../support/site.ts";

describe("an import, meanwhile", async () => {
  const { database } = await testDatabase("cast");
  const app = {
    database,
    clock: () => new Date("2027-01-20T08:00:00Z"),
    jobs: { enqueueReading: async () => {} },
  };
  const stored = (id: string) => database.inSchool(uai, (tx) => findImport(tx, id));

  async function planned(): Promise<string> {
    const received = await receiveImport(app, commandLine, uai, await exampleFiles("2027-janvier"));
    if (!received.ok) throw new Error(received.refusal);
    await readImport(app, uai, received.value);
    return received.value;
  }

  it("is shown anew, with what differs, when an account was corrected since the plan was made", async () => {
    const id = await planned();
    const changed = await database.inSchool(uai, async (tx) => {
      const found = (await findPlan(tx, id))!.updated.find(({ profile }) => profile === "pupil")!;
      await tx.db.delete(pupilDivisions).where(eq(pupilDivisions.pupilId, found.userId));
      return found;
    });
    expect(await applyImport(app, commandLine, uai, id, undefined)).toEqual(refused("plan-changed"));
    const again = await stored(id);
    expect(again?.state).toBe("planned");
    expect(again?.differences?.changed).toContainEqual(
      expect.objectContaining({ list: "updated", lastName: changed.lastName }),
    );
    expect(await applyImport(app, commandLine, uai, id, undefined)).toEqual(done());
  });

  it("waits for another of the same school, then is told what has changed", async () => {
    const [first, second] = [await planned(), await planned()];
    // What the first brings, the second would bring again.
    await database.inSchool(uai, (tx) => tx.db.execute("delete from pupil_divisions"));
    const outcomes = await Promise.all([
      applyImport(app, commandLine, uai, first, undefined),
      applyImport(app, commandLine, uai, second, undefined),
    ]);
    expect(outcomes).toEqual([refused("plan-changed"), refused("plan-changed")]);
    const applied = await Promise.all([
      applyImport(app, commandLine, uai, first, undefined),
      applyImport(app, commandLine, uai, second, undefined),
    ]);
    expect(applied.map((answer) => (answer.ok ? "applied" : answer.refusal)).sort()).toEqual([
      "applied",
      "plan-changed",
    ]);
    const told = [await stored(first), await stored(second)].find((one) => one?.state === "planned");
    expect(told?.differences?.gone.length).toBeGreaterThan(0);
  });

  it("does not write what an unticked name moves before somebody has read it", async () => {
    // Nobody is known again: all pupils are new, and two are called MARTIN Léa.
    await database.inSchool(uai, (tx) =>
      tx.db.execute(
        "update users set siecle_id = null, ine = null, elenoet = null, birth_date = '1990-01-01' where profile = 'pupil'",
      ),
    );
    const id = await planned();
    const plan = (await database.inSchool(uai, (tx) => findPlan(tx, id)))!;
    const [base, numbered] = plan.created.filter(({ login }) => login.startsWith("lea.martin"));
    await decideImport(app, commandLine, uai, id, {
      ticks: { [personKey(base!.person)]: false },
      answers: {},
      takesBack: false,
    });
    const answer = await applyImport(app, commandLine, uai, id, plan.masked.length);
    expect(answer).toEqual(refused("plan-changed"));
    expect((await stored(id))?.differences?.changed).toContainEqual(
      expect.objectContaining({ list: "created", lastName: numbered!.person.lastName }),
    );
  });
});
