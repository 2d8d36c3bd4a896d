import type { Config } from "#config.ts";
import { type RunningServer, startServer } from "#server.ts";
import { paths } from "#web/paths.ts";
import { type FirstCredentials, makeExampleSchool } from "./example-school.ts";

/** `start`: the server, until Ctrl-C. On an empty development database, with the example school. */
export async function startCommand(_words: string[], config: Config): Promise<undefined> {
  let server: RunningServer | undefined;
  let stopping = false;
  const stop = async (): Promise<void> => {
    // A second Ctrl-C while stopping changes nothing: the database must close in order.
    if (stopping) return;
    stopping = true;
    await server?.stop();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  process.on("SIGHUP", stop);
  server = await startServer(config);
  const credentials = config.production
    ? undefined
    : await makeExampleSchool({ database: server.installation.database, clock: () => new Date() });
  printWelcome(server, config, credentials);
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
