import { randomUUID } from "node:crypto";

export const formKeyField = "cle";

/** Identifies what the form creates: a form sent twice creates it once. */
export function FormKey() {
  return <input type="hidden" name={formKeyField} value={randomUUID()} />;
}
