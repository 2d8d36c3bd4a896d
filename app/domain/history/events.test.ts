import { describe, expect, it } from "vitest";
import { describeEvent } from "#domain/history/describe-event.ts";
import { type EventAction, events, type NewEvent } from "#domain/history/events.ts";

const actions = Object.keys(events) as EventAction[];

describe("an event", () => {
  it.each(actions)("%s is described, emptied as it is once the person is erased", (action) => {
    const { what, detail } = describeEvent(action, null, null);
    expect(what).not.toBe("");
    expect(`${what} ${detail}`).not.toMatch(/null|\[object/);
  });

  it("takes the payload that its noun declares, and no other", () => {
    const about = { at: new Date(), actorId: undefined };
    const right: NewEvent = { ...about, action: "erasure-held", after: { reason: "procès" } };
    // @ts-expect-error A field is missing.
    const missing: NewEvent = { ...about, action: "erasure-held", after: {} };
    // @ts-expect-error A field is wrong.
    const wrong: NewEvent = { ...about, action: "erasure-held", after: { reason: 1 } };
    // @ts-expect-error The action keeps nothing.
    const undeclared: NewEvent = { ...about, action: "user-masked", after: { reason: "procès" } };
    expect([right, missing, wrong, undeclared].map(({ action }) => action)).toHaveLength(4);
  });
});
