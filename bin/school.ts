import { z } from "zod";
import { createSchool } from "#actions/school/create-school.ts";
import { emailSchema } from "#domain/email.ts";
import type { Config } from "#run/config.ts";
import { withInstallation } from "#run/installation.ts";
import { paths } from "#web/paths.ts";
import {
  printCredentials,
  readArguments,
  readUai,
  readValue,
  refuse,
  refuseMore,
  UsageError,
} from "./arguments.ts";

const text = z.string().trim().min(1, "valeur vide.").max(200, "valeur trop longue.");

/** `school create <UAI> …`: a school and its administrator, whose first password is printed once. */
export async function schoolCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, {
    name: { type: "string" },
    email: { type: "string" },
    "admin-last-name": { type: "string" },
    "admin-first-name": { type: "string" },
    "admin-email": { type: "string" },
    json: { type: "boolean" },
  });
  const [verb, uaiText, ...more] = positionals;
  if (verb !== "create") throw new UsageError("Commande attendue : school create <UAI> …");
  refuseMore(more);
  const school = {
    uai: readUai(uaiText),
    name: readValue(text, values.name, "Il manque --name, le nom de l’établissement."),
    email: values.email === undefined ? undefined : readValue(emailSchema, values.email, ""),
  };
  const administrator = {
    lastName: readValue(text, values["admin-last-name"], "Il manque --admin-last-name."),
    firstName: readValue(text, values["admin-first-name"], "Il manque --admin-first-name."),
    email: readValue(emailSchema, values["admin-email"], "Il manque --admin-email."),
  };
  return withInstallation(config, async ({ database }) => {
    const app = { database, clock: () => new Date() };
    const answer = await createSchool(app, school, administrator);
    if (!answer.ok) return refuse(`L’établissement ${school.uai} existe déjà. Rien n’a été changé.`);
    printCredentials(
      { url: config.publicUrl + paths.signIn({ uai: school.uai }), ...answer.value },
      values.json,
    );
    return 0;
  });
}
