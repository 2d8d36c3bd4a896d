import type { CredentialKind } from "#domain/access/password.ts";

export interface WayIn {
  readonly kind: CredentialKind;
  readonly expiresAt: Date | undefined;
}

export type OpenState = "chosen" | "temporary" | "birth-date" | "code";
type ClosedState = "temporary-expired" | "code-expired" | "closed";
export type AccountState = OpenState | ClosedState;

export function accountState(wayIn: WayIn | undefined, now: Date): AccountState {
  if (!wayIn) return "closed";
  const { kind, expiresAt } = wayIn;
  const isOver = expiresAt !== undefined && expiresAt <= now;
  switch (kind) {
    case "password":
      return "chosen";
    case "birth-date":
      return "birth-date";
    case "temporary":
      return isOver ? "temporary-expired" : "temporary";
    case "activation-code":
      return isOver ? "code-expired" : "code";
  }
}

export const accountStateSentences: Record<AccountState, string> = {
  chosen: "ouvert, mot de passe personnel choisi",
  temporary: "ouvert, mot de passe temporaire",
  "birth-date": "ouvert, jamais utilisé : le premier mot de passe est la date de naissance",
  code: "ouvert, jamais utilisé : un code d’activation est imprimé",
  "temporary-expired": "compte fermé : mot de passe temporaire expiré",
  "code-expired": "compte fermé : code d’activation expiré",
  closed: "compte fermé : aucun mot de passe",
};

export function isClosed(state: AccountState): state is ClosedState {
  return state === "closed" || state === "temporary-expired" || state === "code-expired";
}
