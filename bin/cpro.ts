/** The command line: start · school · import · users. Each command works beside a running server or without. */

import { ConfigError, readConfig } from "#config.ts";
import { EmbeddedError } from "#data/embedded.ts";
import { DatabaseUnreachable } from "#installation.ts";
import { PortUnavailable } from "#server.ts";
import { UsageError } from "./arguments.ts";
import { importCommand } from "./import.ts";
import { schoolCommand } from "./school.ts";
import { startCommand } from "./start.ts";
import { usersCommand } from "./users.ts";

const usage = `Commandes :
  npm start
  npm run --silent cpro -- school create <UAI> --name … [--email …] --admin-last-name … --admin-first-name … --admin-email … [--json]
  npm run --silent cpro -- import <UAI> <fichier…> [--apply [--masked N]] [--json]
  npm run --silent cpro -- users <UAI> [--json]`;

const commands: Record<
  string,
  (words: string[], config: ReturnType<typeof readConfig>) => Promise<number | undefined>
> = {
  start: startCommand,
  school: schoolCommand,
  import: importCommand,
  users: usersCommand,
};

try {
  const [name = "", ...words] = process.argv.slice(2);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(name === "" ? usage : `Commande inconnue : ${name}\n\n${usage}`);
  const exitCode = await command(words, readConfig(process.env));
  // The server goes on; everything else has ended and must not wait for a timer somewhere.
  if (exitCode !== undefined) process.exit(exitCode);
} catch (error) {
  if (isForOperator(error)) console.error(error.message);
  else console.error("C Pro s’est arrêté sur une erreur inattendue :", error);
  process.exit(1);
}

function isForOperator(error: unknown): error is Error {
  return [ConfigError, EmbeddedError, DatabaseUnreachable, PortUnavailable, UsageError].some(
    (kind) => error instanceof kind,
  );
}
