import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDeepEqual } from "#domain/imports/deep-equal.ts";

describe("equality of plain values", () => {
  it("holds through JSON, which drops what is undefined", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const read = JSON.parse(JSON.stringify(value));
        expect(isDeepEqual({ value, none: undefined }, { value: read })).toBe(true);
        expect(isDeepEqual({ value: read }, { value, none: undefined })).toBe(true);
      }),
    );
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{ a: 1 }, {}],
    [{}, { a: null }],
    [[1, 2], [1]],
    [[], {}],
    [null, {}],
    [{ a: { b: [1] } }, { a: { b: [2] } }],
  ])("tells %j from %j", (a, b) => {
    expect(isDeepEqual(a, b)).toBe(false);
    expect(isDeepEqual(b, a)).toBe(false);
  });
});
