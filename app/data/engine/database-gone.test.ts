import { DrizzleQueryError } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { DatabaseGone, isDatabaseGone } from "#data/engine/database-gone.ts";

const failure = (fields: object, message = "…"): Error => Object.assign(new Error(message), fields);

describe("a database that is gone", () => {
  it.each([
    ["stops", failure({ code: "57P01" })],
    ["starts", failure({ code: "57P03" })],
    ["has no connection left", failure({ code: "53300" })],
    ["is a replica, and takes no writes", failure({ code: "25006" })],
    [
      "is a replica, without unlogged tables",
      failure({ code: "0A000", routine: "get_relation_info", severity: "ERROR" }),
    ],
    ["has no socket", failure({ code: "ENOENT", syscall: "connect" })],
    ["listens no more", failure({ code: "ECONNREFUSED", syscall: "connect" })],
    ["has no name", failure({ code: "ENOTFOUND", syscall: "getaddrinfo" })],
    ["was cut off", failure({ code: "ECONNRESET", syscall: "read" })],
    ["went without a word", failure({}, "Connection terminated unexpectedly")],
    ["gave no connection in time", failure({}, "timeout exceeded when trying to connect")],
    ["failed a query", new DrizzleQueryError("select 1", [], failure({ code: "57P01" }))],
    ["was missed by a thread", new DatabaseGone("…")],
  ])("%s", (_, error) => {
    expect(isDatabaseGone(error)).toBe(true);
  });

  it.each([
    ["what PostgreSQL cannot do", failure({ code: "0A000" })],
    ["a rule of the database", failure({ code: "23505" })],
    ["a statement that took too long", failure({ code: "57014" })],
    ["a file that is missing", failure({ code: "ENOENT", syscall: "open" })],
    ["a bug", new TypeError("undefined is not a function")],
    ["no error at all", "57P01"],
  ])("is not %s", (_, error) => {
    expect(isDatabaseGone(error)).toBe(false);
  });
});
