/** How the pages of an import name its author and the author of a correction. */

import { expect, it } from "vitest";
import { importFiles } from "#actions/imports/import-at-once.ts";
import { editUser } from "#actions/people/edit-user.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findLastApplied } from "#data/imports/imports.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { commandLine } from "#domain/permissions.ts";
import { exampleFiles } from "../../bin/example-school.ts";
import { testSite, uai } from "../support/site.ts";
import { Visitor } from "../support/visitor.ts";

const site = await testSite("cast");
const { database } = site;
const throttle = signInThrottle(database);
const app = { database, throttle, clock: () => new Date(), jobs: { enqueueMail: async () => {} } };

it("names a first name in capitals as everywhere else, and the command line", async () => {
  await database.pool.query("update users set first_name = 'CAMILLE' where uai = $1 and login = $2", [
    uai,
    site.administrator.login,
  ]);
  const find = (login: string) => database.inSchool(uai, (tx) => findUserByLogin(tx, login));
  const actor = { userId: (await find(site.administrator.login))!.id, profile: "administrator" } as const;
  const answer = await importFiles(app, actor, uai, await exampleFiles("2027-rentree"), undefined);
  if (!answer.ok) throw new Error("refused");
  const [first, second] = answer.value.created.filter(({ person }) => person.population === "staff");
  for (const [creation, author] of [
    [first!, actor],
    [second!, commandLine],
  ] as const) {
    const user = (await find(creation.login))!;
    const edited = { email: `${user.login}@example.org`, entId: undefined };
    expect(await editUser(app, author, uai, user.id, user.version, edited)).toHaveProperty("ok", true);
  }

  const visitor = new Visitor(site.url);
  await visitor.signInFirst(site.administrator);
  const textOf = async (address: string) => (await visitor.get(`/${uai}${address}`)).text();
  expect(await textOf("/importations")).toContain(">Camille RIVIERE</td>");
  const importId = await database.inSchool(uai, findLastApplied);
  const undoing = await textOf(`/importations/${importId}/annulation`);
  expect(undoing).toContain("modifié depuis par Camille RIVIERE");
  expect(undoing).toContain("modifié depuis par la ligne de commande");
});
