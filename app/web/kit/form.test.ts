import { describe, expect, it } from "vitest";
import { birthDate } from "#web/kit/form.ts";

describe("a birth date", () => {
  it.each([
    ["03/04/1985", "1985-04-03"],
    ["3/4/1985", "1985-04-03"],
    ["03.04.1985", "1985-04-03"],
    ["03-04-1985", "1985-04-03"],
    [" 03 04 1985 ", "1985-04-03"],
    ["03041985", "1985-04-03"],
    ["1985-04-03", "1985-04-03"],
    ["29/02/2024", "2024-02-29"],
  ])("typed %j is %s", (typed, date) => {
    expect(birthDate.parse(typed)).toBe(date);
  });

  it.each(["", "31/02/1985", "04/1985", "1985", "03/04/85", "03/04/2999", "03/04/1899", "hier"])(
    "typed %j is none",
    (typed) => {
      expect(birthDate.safeParse(typed).success).toBe(false);
    },
  );
});
