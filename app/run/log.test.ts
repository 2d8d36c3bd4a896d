import { DrizzleQueryError } from "drizzle-orm";
import { expect, it } from "vitest";
import { type Log, queueErrorLog, withoutValues } from "#run/log.ts";

it("logs of a failed query what failed, and none of the values", () => {
  const fromPostgres = Object.assign(
    new Error('duplicate key value violates unique constraint "users_login"'),
    {
      code: "23505",
      constraint: "users_login",
      table: "users",
      detail: "Key (uai, login)=(0999999Z, lea.martin) already exists.",
    },
  );
  const error = new DrizzleQueryError(
    "insert into users values ($1, $2)",
    ["lea.martin", "secret"],
    fromPostgres,
  );
  const logged = withoutValues(error);
  expect(logged).toMatchObject({
    query: "insert into users values ($1, $2)",
    cause: { code: "23505", constraint: "users_login", table: "users" },
  });
  expect(JSON.stringify(logged)).not.toMatch(/lea\.martin|secret/);
});

it("logs the message of any other error, and where it came from", () => {
  expect(withoutValues(new Error("no such thing"))).toMatchObject({
    message: "no such thing",
    stack: expect.any(Array),
  });
});

it("tells once a minute of a queue whose database is gone, and each time of any other error", () => {
  const told: unknown[] = [];
  const tell = queueErrorLog({
    warn: ({ err }: { err: Error }) => told.push(err.message),
  } as unknown as Log);
  const gone = { message: "Connection terminated unexpectedly (Queue: mail, Worker: 4f)" };
  for (let second = 0; second < 3; second++) {
    tell(gone);
    tell(new Error("a bug"));
  }
  expect(told).toEqual(["Connection terminated unexpectedly", "a bug", "a bug", "a bug"]);
});
