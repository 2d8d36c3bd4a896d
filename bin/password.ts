import { drawPassword } from "#actions/access/issue-temporary-password.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { reasonSentence } from "#domain/reasons.ts";
import type { Config } from "#run/config.ts";
import { openInstallation } from "#run/installation.ts";
import { paths } from "#web/paths.ts";
import { printCredentials, readArguments, readUai, refuseMore, UsageError } from "./arguments.ts";

/** `password <UAI> <login>`: a temporary password, printed once. */
export async function passwordCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, { json: { type: "boolean" } });
  const [uaiText, typed, ...more] = positionals;
  const uai = readUai(uaiText);
  if (typed === undefined) throw new UsageError("Il manque l’identifiant de la personne.");
  refuseMore(more);
  const installation = await openInstallation(config);
  try {
    const { database } = installation;
    const app = { database, clock: () => new Date(), throttle: signInThrottle(database) };
    const answer = await drawPassword(app, uai, typed);
    if (!answer.ok) {
      console.error(`${reasonSentence(answer.refusal)} Rien n’a été changé.`);
      return 1;
    }
    printCredentials({ url: config.publicUrl + paths.signIn({ uai }), ...answer.value }, values.json);
    return 0;
  } finally {
    await installation.close();
  }
}
