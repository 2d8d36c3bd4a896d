import { mkdir, rmdir, unlink } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { codeOf, EmbeddedError } from "#data/engine/embedded/error.ts";
import { socketName } from "#data/engine/embedded/place.ts";
import { give, type RunAs } from "#data/engine/embedded/run-as.ts";

/**
 * Replaces what a crash left by a new folder that only the server's account may enter. A folder that we have just
 * made is ours and no link, even in a place where others may write.
 */
export async function renewSocketFolder(folder: string, runAs: RunAs): Promise<void> {
  const socket = join(folder, socketName);
  if (await answers(socket))
    // Perhaps another container that shares the folder: its processes cannot be seen from here.
    throw new EmbeddedError(`Un programme inconnu d’ici répond déjà par ${socket} : arrêtez-le d’abord.`);
  try {
    await unlink(socket).catch(unlessMissing);
    await unlink(`${socket}.lock`).catch(unlessMissing);
    await rmdir(folder).catch(unlessMissing);
    await mkdir(folder, { mode: 0o700 });
  } catch (cause) {
    throw new EmbeddedError(`${folder} n’est pas à nous : supprimez-le, C Pro en a besoin.`, { cause });
  }
  await give(folder, runAs);
}

function answers(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const attempt = connect(socket);
    attempt.once("connect", () => resolve(true));
    attempt.once("error", () => resolve(false));
    attempt.once("connect", () => attempt.destroy());
  });
}

function unlessMissing(error: unknown): void {
  if (codeOf(error) !== "ENOENT") throw error;
}
