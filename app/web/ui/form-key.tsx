import { randomUUID } from "node:crypto";

export const formKeyField = "cle";

/** Names the one thing that this form makes: sent twice, it makes it once. */
export function FormKey() {
  return <input type="hidden" name={formKeyField} value={randomUUID()} />;
}
