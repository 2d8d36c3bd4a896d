import { issueTemporaryPassword } from "#actions/access/issue-temporary-password.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { reasonSentence } from "#domain/reasons.ts";
import type { Config } from "#run/config.ts";
import { withInstallation } from "#run/installation.ts";
import { paths } from "#web/paths.ts";
import { printCredentials, readArguments, readUai, refuse, refuseMore, UsageError } from "./arguments.ts";

/** `password <UAI> <login>`: a temporary password, printed once. */
export async function passwordCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, { json: { type: "boolean" } });
  const [uaiText, typed, ...more] = positionals;
  const uai = readUai(uaiText);
  if (typed === undefined) throw new UsageError("Il manque l’identifiant de la personne.");
  refuseMore(more);
  return withInstallation(config, async ({ database }) => {
    const app = { database, clock: () => new Date(), throttle: signInThrottle(database) };
    const answer = await issueTemporaryPassword(app, uai, typed);
    if (!answer.ok) return refuse(`${reasonSentence(answer.refusal)} Rien n’a été changé.`);
    printCredentials({ url: config.publicUrl + paths.signIn({ uai }), ...answer.value }, values.json);
    return 0;
  });
}
