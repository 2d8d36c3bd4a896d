import { z } from "zod";
import { createInspector } from "#actions/inspectors/create-inspector.ts";
import { sendInspectorLinkAgain } from "#actions/inspectors/send-inspector-link.ts";
import type { InspectorsApp } from "#actions/run.ts";
import { openJobs } from "#data/engine/jobs.ts";
import { emailSchema } from "#domain/email.ts";
import { type Inspector, inspectorLinkDays } from "#domain/inspectors/inspector.ts";
import type { Config } from "#run/config.ts";
import { withInstallation } from "#run/installation.ts";
import { printJson, readArguments, readValue, refuse, refuseMore, UsageError } from "./arguments.ts";

const text = z.string().trim().min(1, "valeur vide.").max(200, "valeur trop longue.");

/** `inspector create …`, `inspector link <adresse>`: mails a link to choose a password. */
export async function inspectorCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, {
    "last-name": { type: "string" },
    "first-name": { type: "string" },
    email: { type: "string" },
    json: { type: "boolean" },
  });
  const [verb, address, ...more] = positionals;
  if (verb === "create") {
    refuseMore([address, ...more].filter((word) => word !== undefined));
    const person = {
      lastName: readValue(text, values["last-name"], "Il manque --last-name."),
      firstName: readValue(text, values["first-name"], "Il manque --first-name."),
      email: readValue(emailSchema, values.email, "Il manque --email."),
    };
    return withJobs(config, async (app) => {
      const answer = await createInspector(app, person);
      if (!answer.ok) return refuse(`Un inspecteur a déjà l’adresse ${person.email}. Rien n’a été changé.`);
      return report(answer.value, values.json);
    });
  }
  if (verb === "link") {
    refuseMore(more);
    const email = readValue(emailSchema, address, "Il manque l’adresse électronique de l’inspecteur.");
    return withJobs(config, async (app) => {
      const answer = await sendInspectorLinkAgain(app, email);
      if (!answer.ok) return refuse(`Aucun inspecteur n’a l’adresse ${email}. Rien n’a été changé.`);
      return report(answer.value, values.json);
    });
  }
  throw new UsageError("Commande attendue : inspector create … ou inspector link <adresse>");
}

async function withJobs(config: Config, work: (app: InspectorsApp) => Promise<number>): Promise<number> {
  return withInstallation(config, async ({ database, connection }) => {
    const jobs = await openJobs(connection);
    return work({ database, jobs, clock: () => new Date() }).finally(() => jobs.stop());
  });
}

function report({ id, email }: Inspector, json: boolean | undefined): number {
  if (json) printJson({ id, email });
  else
    console.log(
      `Un courriel part vers ${email}, avec un lien valable ${inspectorLinkDays} jours pour choisir un mot de passe. Le serveur doit tourner.`,
    );
  return 0;
}
