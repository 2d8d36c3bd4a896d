import { removeSecondFactor } from "#actions/second-factor/remove-second-factor.ts";
import { signInThrottle } from "#data/access/throttle.ts";
import { findUserByLogin } from "#data/people/users.ts";
import { refused } from "#domain/outcome.ts";
import { typedLogin } from "#domain/people/login.ts";
import { commandLine } from "#domain/permissions.ts";
import { reasonSentence } from "#domain/reasons.ts";
import type { Config } from "#run/config.ts";
import { withInstallation } from "#run/installation.ts";
import { printJson, readArguments, readUai, refuse, refuseMore, UsageError } from "./arguments.ts";

/** `second-factor remove <UAI> <login>`: for an administrator without authenticator or recovery codes. */
export async function secondFactorCommand(words: string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(words, { json: { type: "boolean" } });
  const [verb, uaiText, typed, ...more] = positionals;
  if (verb !== "remove") throw new UsageError("Après « second-factor » vient « remove ».");
  const uai = readUai(uaiText);
  if (typed === undefined) throw new UsageError("Il manque l’identifiant de la personne.");
  refuseMore(more);
  return withInstallation(config, async ({ database }) => {
    const app = { database, clock: () => new Date(), throttle: signInThrottle(database) };
    const user = await database.inSchool(uai, (tx) => findUserByLogin(tx, typedLogin(typed)));
    const answer = user ? await removeSecondFactor(app, commandLine, uai, user.id) : refused("not-found");
    if (!answer.ok) return refuse(`${reasonSentence(answer.refusal)} Rien n’a été changé.`);
    const { login } = answer.value;
    if (values.json) printJson({ login });
    else
      console.log(
        `La double authentification de ${login} est retirée : son mot de passe ouvre seul son compte.`,
      );
    return 0;
  });
}
