/** A form's files, written to disk as they arrive: never whole in memory, never under the name they claim. */

import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { Busboy } from "@fastify/busboy";
import { isDiskFull } from "#data/engine/disk-full.ts";
import { shownFileName } from "#domain/french.ts";
import { done, type Outcome, refused } from "#domain/outcome.ts";
import { defaultLimits } from "#siecle/limits.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";

export type UploadProblem =
  | { readonly code: "too-big"; readonly file: string }
  | { readonly code: "none" | "too-many" | "too-much" | "broken" | "no-room" };

/** The files are gone when `work` has ended. The rest of a file that is too big is read and thrown away. */
export async function withUploadedFiles<T>(
  request: Request,
  work: (files: readonly ReceivedFile[]) => Promise<T>,
): Promise<Outcome<T, UploadProblem>> {
  const folder = await mkdtemp(path.join(tmpdir(), "cpro-import-")).catch(unlessFull);
  if (!folder) return refused({ code: "no-room" });
  try {
    const received = await spool(request, folder);
    return received.ok ? done(await work(received.value)) : received;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function spool(request: Request, folder: string): Promise<Outcome<ReceivedFile[], UploadProblem>> {
  const contentType = request.headers.get("content-type") ?? "";
  if (!request.body || !contentType.startsWith("multipart/form-data")) return refused({ code: "broken" });
  const files: ReceivedFile[] = [];
  const writing: Promise<void>[] = [];
  let problem: UploadProblem | undefined;
  let bytes = 0;
  const busboy = new Busboy({
    headers: { "content-type": contentType },
    // One byte more than allowed, so that the reader can say which limit was passed.
    limits: {
      fileSize: defaultLimits.fileBytes + 1,
      files: defaultLimits.files + 1,
      fields: 20,
      fieldSize: 10_000,
    },
  });
  busboy.on("file", (_field, stream, fileName) => {
    const name = fileName ? shownFileName(fileName) : "";
    const target = path.join(folder, String(files.length));
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > defaultLimits.importBytes) problem ??= { code: "too-much" };
    });
    stream.on("limit", () => {
      problem ??= { code: "too-big", file: name };
    });
    const written = write(stream, target);
    // Awaited when the whole form has come, and an error that nobody hears ends the process.
    written.catch(() => {});
    writing.push(written);
    // An empty file field is sent as a file without a name.
    if (name !== "") files.push({ name, path: target });
  });
  busboy.on("filesLimit", () => {
    problem ??= { code: "too-many" };
  });
  try {
    await pipeline(Readable.fromWeb(request.body as ReadableStream), busboy);
    await Promise.all(writing);
  } catch (error) {
    return refused({ code: isDiskFull(error) ? "no-room" : "broken" });
  }
  if (files.length === 0) problem ??= { code: "none" };
  return problem ? refused(problem) : done(files);
}

/** Where there is no room, what comes is thrown away: the form must come to its end before it has an answer. */
function write(stream: Readable, target: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const sink = createWriteStream(target);
  sink.once("close", resolve);
  sink.once("error", (error) => {
    reject(error);
    stream.resume();
  });
  stream.once("error", (error) => {
    reject(error);
    sink.destroy();
  });
  stream.pipe(sink);
  return promise;
}

function unlessFull(error: unknown): undefined {
  if (!isDiskFull(error)) throw error;
}
