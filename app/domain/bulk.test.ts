import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  asksForProof,
  type BulkAction,
  bulkActionsFor,
  classChanges,
  everyClass,
  inverseOf,
  sortOut,
  type TaughtClass,
  whyNotClasses,
} from "#domain/bulk.ts";
import type { Profile, User } from "#domain/people/user.ts";

const actions: BulkAction[] = ["reset", "print", "close", "mask", "restore", "add-classes", "remove-classes"];

const user = (profile: Profile, masked = false): User => ({
  ...{ id: "u", login: "lea.martin", profile, origin: "manual", civility: undefined, masked },
  ...{ lastName: "MARTIN", firstName: "Léa", birthDate: undefined, email: undefined },
  ...{ entId: undefined, discipline: undefined },
});

describe("a deed on many", () => {
  it("is offered where it can concern somebody", () => {
    expect(bulkActionsFor("staff", true)).toEqual(["restore"]);
    expect(bulkActionsFor("pupil", true)).toEqual([]);
    expect(bulkActionsFor("guardian", false)).toEqual(["reset", "print", "close"]);
    expect(bulkActionsFor("staff", false)).not.toContain("restore");
  });

  it("asks for a proof before accounts are closed, and from ten people on where passwords or accounts go", () => {
    for (const action of actions) {
      expect(asksForProof(action, 9)).toBe(action === "close");
      expect(asksForProof(action, 10)).toBe(["close", "reset", "mask"].includes(action));
    }
  });

  it("is turned round twice into itself, or not at all", () => {
    for (const action of actions) {
      const inverse = inverseOf(action);
      if (inverse) expect(inverseOf(inverse)).toBe(action);
      else expect(["reset", "print", "close"]).toContain(action);
    }
  });

  it("touches or leaves out each, and loses nobody", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (people) => {
        const { touched, leftOut } = sortOut(people, (n) => (n % 2 === 0 ? undefined : "masked"));
        expect(touched.length + leftOut.length).toBe(people.length);
        expect(touched.every((n) => n % 2 === 0)).toBe(true);
      }),
    );
  });

  it.each([
    ["add-classes", user("teacher"), 1, undefined],
    ["add-classes", user("teacher"), 0, "has-classes"],
    ["remove-classes", user("teacher"), 0, "without-classes"],
    ["remove-classes", user("teacher", true), 1, "masked"],
    ["add-classes", user("cpe"), 1, "not-a-teacher"],
  ] as const)("of classes (%s) is for teachers whom it changes", (action, person, changes, why) => {
    expect(whyNotClasses(action, person, changes)).toBe(why);
  });

  const userIds = fc.subarray(["a", "b", "c"]);
  const codes = fc.subarray(["6A", "5A", "4A"]);
  const taught = fc.tuple(userIds, codes).map(([ids, all]) => everyClass(ids, all));
  const keys = (classes: readonly TaughtClass[]) =>
    classes.map(({ userId, code }) => `${userId} ${code}`).sort();

  it("adds what is not taught, and takes back exactly that", () => {
    fc.assert(
      fc.property(taught, userIds, codes, (before, ids, asked) => {
        const added = classChanges("add-classes", before, everyClass(ids, asked));
        const after = [...before, ...added];
        expect(new Set(keys(after)).size).toBe(after.length);
        const removed = classChanges("remove-classes", after, added);
        expect(keys(removed)).toEqual(keys(added));
      }),
    );
  });

  it("removes what is taught, with its origin", () => {
    const siecle: TaughtClass = { userId: "a", code: "6A", origin: "siecle", through: "division" };
    expect(classChanges("remove-classes", [siecle], everyClass(["a", "b"], ["6A"]))).toEqual([siecle]);
  });
});
