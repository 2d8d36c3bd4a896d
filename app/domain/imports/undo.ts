/**
 * What undoing an import would do: the inverse plan. What somebody has changed since stays as he changed it;
 * who has come in since stays too, masked.
 */

import { isDeepEqual } from "#domain/imports/deep-equal.ts";
import type { ChangedField, PlannedUser } from "#domain/imports/plan.ts";
import type { Civility } from "#domain/names.ts";
import type { Origin, Profile } from "#domain/people/user.ts";

/** All that an import may write of somebody. Links are those of SIECLE; a hand's are never touched. */
export interface UserRecord {
  readonly profile: Profile;
  readonly origin: Origin;
  readonly civility: Civility | null;
  readonly lastName: string;
  readonly birthName: string | null;
  readonly firstName: string;
  readonly birthDate: string | null;
  readonly email: string | null;
  readonly siecleId: string | null;
  readonly ine: string | null;
  readonly elenoet: string | null;
  readonly discipline: string | null;
  readonly divisions: readonly string[];
  readonly teaches: readonly { readonly division: string; readonly through: string }[];
  readonly mainTeacherOf: readonly string[];
  /** Ids of the guardian's pupils. */
  readonly pupils: readonly string[];
}

export type RecordField = keyof UserRecord & ChangedField;

/** One line of what the import did, and the person as he is now. */
export interface AppliedChange {
  readonly user: PlannedUser;
  readonly kind: "created" | "updated" | "returned" | "masked";
  readonly before: UserRecord | undefined;
  readonly after: UserRecord | undefined;
  /** Read for whoever has a before and an after. */
  readonly current: UserRecord | undefined;
  /** Masked now, and by something else than this import. */
  readonly maskedSince: boolean;
  readonly hasSignedIn: boolean;
  /** Who corrected, reset or otherwise touched the account since, by name. */
  readonly touchedBy: string | undefined;
}

export interface UndoPlan {
  /** Created by the import and used by nobody: gone without a trace. */
  readonly erased: readonly PlannedUser[];
  /** Created by the import and used since: kept, masked. */
  readonly masked: readonly (PlannedUser & {
    readonly why: "signed-in" | "touched";
    readonly by: string | undefined;
  })[];
  readonly restored: readonly RestoredUser[];
  /** Fields that somebody has changed since: left as they are. */
  readonly kept: readonly (PlannedUser & {
    readonly fields: readonly RecordField[];
    readonly by: string | undefined;
  })[];
  /** Masked by the import: shown again. */
  readonly shownAgain: readonly PlannedUser[];
  /** Shown again by the import: masked as before. */
  readonly maskedAgain: readonly PlannedUser[];
}

interface RestoredUser extends PlannedUser {
  readonly values: Partial<UserRecord>;
}

export function planUndo(changes: readonly AppliedChange[]): UndoPlan {
  const created = changes.filter(({ kind }) => kind === "created");
  const isUsed = ({ hasSignedIn, touchedBy }: AppliedChange): boolean =>
    hasSignedIn || touchedBy !== undefined;
  const changed = changes
    .filter(({ before, after }) => before !== undefined && after !== undefined)
    .map((change) => ({ change, ...compare(change) }));
  return {
    erased: created.filter((change) => !isUsed(change)).map(({ user }) => user),
    masked: created
      .filter(isUsed)
      .flatMap(({ user, hasSignedIn, touchedBy, maskedSince }) =>
        maskedSince
          ? []
          : [{ ...user, why: hasSignedIn ? ("signed-in" as const) : ("touched" as const), by: touchedBy }],
      ),
    restored: changed
      .filter(({ values }) => Object.keys(values).length > 0)
      .map(({ change, values }) => ({ ...change.user, values })),
    kept: changed
      .filter(({ kept }) => kept.length > 0)
      .map(({ change, kept }) => ({ ...change.user, fields: kept, by: change.touchedBy })),
    shownAgain: changes
      .filter(({ kind, maskedSince }) => kind === "masked" && !maskedSince)
      .map(({ user }) => user),
    maskedAgain: changes
      .filter(({ kind, maskedSince }) => kind === "returned" && !maskedSince)
      .map(({ user }) => user),
  };
}

/** A field returns to what it was, unless it is no longer what the import made of it. */
function compare({ before, after, current }: AppliedChange): {
  values: Partial<UserRecord>;
  kept: RecordField[];
} {
  const values: Record<string, unknown> = {};
  const kept: RecordField[] = [];
  for (const field of Object.keys(before!) as RecordField[]) {
    if (isDeepEqual(before![field], after![field])) continue;
    if (isDeepEqual(current?.[field], after![field])) values[field] = before![field];
    else if (!isDeepEqual(current?.[field], before![field])) kept.push(field);
  }
  return { values, kept };
}
