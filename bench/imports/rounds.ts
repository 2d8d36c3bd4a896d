/** Rounds at one size: two imports and their undo in a new school, each import beside its bare work. */

import type { Database } from "#data/database.ts";
import type { ReceivedFile } from "#siecle/read-files.ts";
import type { BenchServer } from "../support/server.ts";
import { type BareWork, bareWork, inNewSchool } from "./bare-work.ts";
import { type RowsWritten, rowsWritten } from "./rows-written.ts";
import { type ImportSteps, importInSteps, undoLast } from "./steps.ts";

export interface TwoExports {
  readonly first: readonly ReceivedFile[];
  /** The same school, a little later. */
  readonly later: readonly ReceivedFile[];
}

export interface ImportRun extends ImportSteps, BareWork {
  readonly undo: number;
}

interface ImportRound {
  readonly first: ImportRun;
  readonly later: ImportRun;
}

export interface Rounds {
  /** Created by the first import. */
  readonly people: number;
  readonly firstRows: RowsWritten;
  readonly laterRows: RowsWritten;
  readonly rounds: readonly ImportRound[];
}

export async function measureRounds(
  server: BenchServer,
  { first, later }: TwoExports,
  count: number,
): Promise<Rounds> {
  const warmUp = await inNewSchool(server, async ({ database }) => {
    const { created } = await importInSteps(database, first);
    const firstRows = await rowsWritten(database);
    await importInSteps(database, later);
    return { people: created, firstRows, laterRows: await rowsWritten(database) };
  });
  const rounds: ImportRound[] = [];
  for (let i = 0; i < count; i++) {
    const firstBare = await bareWork(server, first, warmUp.firstRows);
    const round = await inNewSchool(server, async ({ database }) => {
      const firstSteps = await importInSteps(database, first);
      await settle(database);
      const laterBare = await bareWork(server, later, warmUp.laterRows);
      const laterSteps = await importInSteps(database, later);
      return {
        later: { ...laterSteps, ...laterBare, undo: await undoLast(database) },
        first: { ...firstSteps, ...firstBare, undo: await undoLast(database) },
      };
    });
    rounds.push(round);
  }
  return { ...warmUp, rounds };
}

/** Days pass between two imports: by then PostgreSQL has vacuumed and analysed the tables. */
async function settle({ pool }: Database): Promise<void> {
  await pool.query("vacuum analyze");
}
