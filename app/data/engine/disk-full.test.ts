import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import { DiskFull, isDiskFull } from "#data/engine/disk-full.ts";

const failure = (code: string): Error => Object.assign(new Error("…"), { code });

it.each([
  failure("ENOSPC"),
  failure("EDQUOT"),
  new DrizzleQueryError("insert", [], failure("53100")),
  new DiskFull(),
])("there is no room: %s", (error) => expect(isDiskFull(error)).toBe(true));

it.each([failure("ENOENT"), failure("57P01"), new Error("ENOSPC"), "ENOSPC"])("it is not that: %s", (error) =>
  expect(isDiskFull(error)).toBe(false),
);
