/** What was changed since an import stays as changed; accounts used since stay too, masked. */

import { isDeepEqual } from "#domain/imports/deep-equal.ts";
import type { ChangedField, PlannedUser } from "#domain/imports/plan.ts";
import type { Civility, Named } from "#domain/names.ts";
import type { Origin, Profile } from "#domain/people/user.ts";

/** All that an import may write. Only SIECLE links: those typed by hand are never touched. */
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
  readonly pupils: readonly string[];
}

export type RecordField = keyof UserRecord & ChangedField;

export interface AppliedChange {
  readonly user: PlannedUser;
  readonly kind: "created" | "updated" | "returned" | "masked";
  readonly before: UserRecord | undefined;
  readonly after: UserRecord | undefined;
  readonly current: UserRecord | undefined;
  /** Masked today, but not by this import. */
  readonly maskedSince: boolean;
  readonly hasSignedIn: boolean;
  readonly touchedBy: Author | undefined;
}

export type Author = Named | "command-line";

export interface UndoPlan {
  /** Created by the import and never used: deleted. */
  readonly erased: readonly PlannedUser[];
  /** Created by the import and used since: kept, masked. */
  readonly masked: readonly (PlannedUser & {
    readonly why: "signed-in" | "touched";
    readonly by: Author | undefined;
  })[];
  readonly restored: readonly RestoredUser[];
  /** Fields changed since: left as they are. */
  readonly kept: readonly (PlannedUser & {
    readonly fields: readonly RecordField[];
    readonly by: Author | undefined;
  })[];
  /** Masked by the import: unmasked. */
  readonly shownAgain: readonly PlannedUser[];
  /** Unmasked by the import: masked as before. */
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
