import type { Workers } from "#data/engine/jobs.ts";

/** Nobody's work: a test replaces what it looks at. */
export const idleWorkers: Workers = {
  deliverMail: async () => {},
  deliverInspectorMail: async () => {},
  giveUpMail: async () => {},
  readImport: async () => {},
  giveUpReading: async () => {},
  daily: async () => {},
};
