/** What a noun says of its own actions in the history: `<noun>/events.ts` declares them, `history/` joins them. */

/** By which the journal is filtered. */
export const eventKinds = [
  "accounts",
  "passwords",
  "sign-ins",
  "mails",
  "imports",
  "inspectors",
  "school",
] as const;
export type EventKind = (typeof eventKinds)[number];

/** « Adresse électronique : ancienne → nouvelle » */
export interface DescribedChange {
  readonly label: string;
  /** Empty when there was nothing. */
  readonly before: string;
  readonly after: string;
}

export interface EventDescription {
  /** What was done, ready for « par … ». */
  readonly what: string;
  readonly detail?: string | undefined;
  readonly changes?: readonly DescribedChange[];
}

/** What an event keeps beside who did it to whom. */
export interface Payload {
  readonly before?: object | undefined;
  readonly after?: object | undefined;
}

interface NoPayload {
  readonly before?: undefined;
  readonly after?: undefined;
}

/** What a row of the journal holds. */
export type EventValues = Readonly<Record<string, unknown>>;

/** Any field may be missing: the event of an erased person is emptied, and JSON keeps no `undefined`. */
interface Kept<P extends Payload> {
  readonly before: Loose<P["before"]>;
  readonly after: Loose<P["after"]>;
}
type Loose<T> = { readonly [K in KeyOfAny<T>]?: FieldOfAny<T, K> | null | undefined };
type KeyOfAny<T> = T extends object ? keyof T : never;
type FieldOfAny<T, K> = T extends object ? (K extends keyof T ? T[K] : never) : never;

export interface DeclaredEvent<P extends Payload> {
  readonly kind: EventKind;
  /** Nobody's action is the command line's, unless the product does it by itself or the sentence says who. */
  readonly automatic?: true;
  describe(kept: Kept<P>): EventDescription;
  /** Only a type. */
  readonly payload?: P;
}

export function event<P extends Payload = NoPayload>(
  declared: Omit<DeclaredEvent<P>, "payload">,
): DeclaredEvent<P> {
  return declared;
}

type ChangedField = readonly [label: string, before: unknown, after: unknown];

/** The fields that are no longer the same. */
export function changed(fields: readonly ChangedField[]): DescribedChange[] {
  return fields
    .map(([label, before, after]) => ({ label, before: shown(before), after: shown(after) }))
    .filter(({ before, after }) => before !== after);
}

/** Empty when there is nothing. */
export function shown(value: unknown): string {
  return value === undefined || value === null ? "" : String(value);
}

/** The label of what is kept, if it is known. */
export function labelOf<K extends string>(labels: Record<K, string>, key: K | null | undefined): string {
  return key ? (labels[key] ?? "") : "";
}
