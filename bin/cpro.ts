/** The command line. Every command works with or without a running server. */

import { BackupRefused } from "#data/engine/backup/refused.ts";
import { EmbeddedError } from "#data/engine/embedded/error.ts";
import { type Config, ConfigError, readConfig } from "#run/config.ts";
import { UsageError } from "./arguments.ts";

const usage = `Commandes :
  npm start
  npm run --silent cpro -- school create <UAI> --name … [--email …] --admin-last-name … --admin-first-name … --admin-email … [--json]
  npm run --silent cpro -- inspector create --last-name … --first-name … --email … [--json]
  npm run --silent cpro -- inspector link <adresse> [--json]
  npm run --silent cpro -- import <UAI> <fichier…> [--apply [--masked N]] [--json]
  npm run --silent cpro -- users <UAI> [--json]
  npm run --silent cpro -- password <UAI> <identifiant> [--json]
  npm run --silent cpro -- second-factor remove <UAI> <identifiant> [--json]
  npm run --silent cpro -- backup <fichier> [--school <UAI>] [--json]
  npm run --silent cpro -- restore <fichier> [--school <UAI> [--replace]]
  npm run --silent cpro -- move`;

/** Resolves to the exit code; `undefined` leaves the process running. */
type Command = (words: string[], config: Config) => Promise<number | undefined>;

/** Loaded on demand: listing users needs none of the server's libraries. */
const commands: Record<string, () => Promise<Command>> = {
  start: async () => (await import("./start.ts")).startCommand,
  school: async () => (await import("./school.ts")).schoolCommand,
  inspector: async () => (await import("./inspector.ts")).inspectorCommand,
  import: async () => (await import("./import.ts")).importCommand,
  users: async () => (await import("./users.ts")).usersCommand,
  backup: async () => (await import("./backup.ts")).backupCommand,
  restore: async () => (await import("./restore.ts")).restoreCommand,
  move: async () => (await import("./move.ts")).moveCommand,
  password: async () => (await import("./password.ts")).passwordCommand,
  "second-factor": async () => (await import("./second-factor.ts")).secondFactorCommand,
};

// A reader may close the pipe early, as `head` does.
process.stdout.on("error", () => {});

try {
  const [name = "", ...words] = process.argv.slice(2);
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new UsageError(name === "" ? usage : `Commande inconnue : ${name}\n\n${usage}`);
  const config = readConfig(process.env);
  const command = await load();
  const exitCode = await command(words, config);
  // Only the server goes on; a leftover timer must not hold up other commands.
  if (exitCode !== undefined) await exit(exitCode);
} catch (error) {
  if (isForOperator(error)) console.error(error.message);
  else console.error("C Pro s’est arrêté sur une erreur inattendue :", error);
  await exit(1);
}

/** Waits until a pipe has taken the output. */
async function exit(code: number): Promise<never> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write("", done))),
  );
  process.exit(code);
}

function isForOperator(error: unknown): error is Error {
  return [BackupRefused, ConfigError, EmbeddedError, UsageError].some((kind) => error instanceof kind);
}
