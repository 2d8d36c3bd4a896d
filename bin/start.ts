import type { Config } from "#run/config.ts";
import { type RunningServer, startServer } from "#run/server.ts";
import { paths } from "#web/paths.ts";
import { readArguments, refuseMore } from "./arguments.ts";
import { type FirstCredentials, makeExampleSchool } from "./example-school.ts";

/**
 * `start`: the server, until Ctrl-C; a second Ctrl-C waits for the database only. An empty development database gets
 * the example school.
 */
export async function startCommand(words: string[], config: Config): Promise<undefined> {
  refuseMore(readArguments(words, {}).positionals);
  const started = startAndWelcome(config);
  const hurry = new AbortController();
  let stoppingSince: number | undefined;
  const stop = async (): Promise<void> => {
    if (stoppingSince !== undefined) {
      // npm repeats the Ctrl-C that the terminal has already sent: not a second one.
      if (performance.now() - stoppingSince > sameKeyMs) hurry.abort();
      return;
    }
    stoppingSince = performance.now();
    // A start under way must be stopped too, with PostgreSQL; a failed one reports itself.
    const server = await started.catch(() => undefined);
    if (!server) return;
    await server.stop(hurry.signal);
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  await started;
}

const sameKeyMs = 500;

async function startAndWelcome(config: Config): Promise<RunningServer> {
  const server = await startServer(config);
  try {
    const app = { database: server.installation.database, clock: () => new Date() };
    const credentials = config.production ? undefined : await makeExampleSchool(app);
    printWelcome(server, config, credentials);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function printWelcome(
  server: RunningServer,
  config: Config,
  credentials: FirstCredentials | undefined,
): void {
  const lines = [`${config.productName} : ${server.url}`];
  if (credentials) {
    lines.push(
      `Administrateur : identifiant ${credentials.login}, premier mot de passe ${credentials.password}`,
    );
  } else if (!config.production) {
    lines.push("Vos données sont là : l’identifiant et le mot de passe sont ceux que vous avez.");
  }
  lines.push(
    config.mailUrl
      ? `Courriels : envoyés par ${new URL(config.mailUrl).host}`
      : `Courriels : à lire sur ${server.url}${paths.mailbox({})}`,
  );
  lines.push("Arrêter : Ctrl-C");
  const width = Math.max(...lines.map((line) => line.length));
  console.log(["", "─".repeat(width), ...lines, "─".repeat(width), ""].join("\n"));
}
