/** A year of a school, table by table. Events lie in order of time, all schools mixed. */

import { dayMs, hourMs } from "#domain/calendar.ts";
import type { Value } from "./copy.ts";
import { idOf, inventUser, isMasked, mixed, populationAt, type ScaledSchool, usersIn } from "./people.ts";

export interface Rows {
  readonly table: string;
  readonly columns: readonly string[];
  rows(): Iterable<readonly Value[]>;
}

export interface Past {
  readonly now: Date;
  /** Share of the people who have chosen a password and signed in. */
  readonly connected: number;
  /** One Argon2id hash for all: their number does not change the cost of one. */
  readonly passwordHash: string;
  /** Events per person who signs in. */
  readonly eventsEach: number;
}

export function rowsOf(schools: readonly ScaledSchool[], past: Past): Rows[] {
  const { now, passwordHash } = past;
  const ago = (days: number): string => new Date(now.getTime() - days * dayMs).toISOString();
  const yearAgo = ago(365);
  const hasConnected = (school: ScaledSchool, place: number): boolean =>
    place === 0 || mixed(school.index * 31 + place * 17 + 5) / 2 ** 32 < past.connected;

  function* each<T extends readonly Value[]>(
    make: (school: ScaledSchool, place: number) => Iterable<T>,
  ): Generator<T> {
    for (const school of schools)
      for (let place = 0; place < usersIn(school); place++) yield* make(school, place);
  }

  const table = (name: string, columns: string, rows: () => Iterable<readonly Value[]>): Rows => ({
    table: name,
    columns: columns.split(" "),
    rows,
  });

  return [
    table("schools", "uai name email created_at", () =>
      schools.map(({ uai, index }) => [uai, `Collège n° ${index + 1}`, `${uai}@example.org`, yearAgo]),
    ),
    table("divisions", "uai code label school_year", function* () {
      for (const { uai, divisions } of schools)
        for (const code of divisions) yield [uai, code, `Classe ${code}`, now.getUTCFullYear()];
    }),
    table(
      "users",
      "uai id login profile origin civility last_name first_name name_key birth_date email ent_id discipline siecle_id created_at masked connected",
      () =>
        each(function* (school, place) {
          const user = inventUser(school, place);
          const { id, login, profile, lastName, firstName, nameKey, birthDate, email, discipline } = user;
          // Pupils and guardians come from imports only.
          const manual = place === 0 || (place < school.staff && place % 10 === 5);
          yield [
            ...[school.uai, id, login, profile, manual ? "manual" : "siecle", place % 2 ? "m" : "mme"],
            ...[lastName, firstName, nameKey, birthDate, email, place % 3 ? `ent-${place}` : undefined],
            ...[discipline, manual ? undefined : String(place), yearAgo],
            ...[String(isMasked(school, place)), String(hasConnected(school, place))],
          ];
        }),
    ),
    table("credentials", "uai user_id kind hash set_at expires_at", () =>
      each(function* (school, place) {
        const id = idOf(school, place);
        if (hasConnected(school, place))
          yield [school.uai, id, "password", passwordHash, ago(200), undefined];
        else if (populationAt(school, place) !== "guardian")
          yield [school.uai, id, "birth-date", undefined, yearAgo, undefined];
      }),
    ),
    table("maskings", "uai id user_id reason masked_at lifted_at", () =>
      each(function* (school, place) {
        const [id, deed] = [idOf(school, place), idOf(school, place + 2_000_000)];
        if (isMasked(school, place)) yield [school.uai, deed, id, "absent", ago(60), undefined];
        else if (place % 50 === 10) yield [school.uai, deed, id, "absent", ago(90), ago(80)];
      }),
    ),
    table("pupil_divisions", "uai pupil_id division_code", () =>
      each(function* (school, place) {
        if (populationAt(school, place) !== "pupil" || isMasked(school, place)) return;
        yield [school.uai, idOf(school, place), school.divisions[place % school.divisions.length]];
      }),
    ),
    table("guardianships", "uai guardian_id pupil_id", () =>
      each(function* (school, place) {
        if (populationAt(school, place) !== "guardian") return;
        const { uai, staff, pupils } = school;
        const child = place % pupils;
        yield [uai, idOf(school, place), idOf(school, staff + child)];
        if (place % 6 === 0) yield [uai, idOf(school, place), idOf(school, staff + ((child + 1) % pupils))];
      }),
    ),
    table("teaching_links", "uai user_id role division_code origin through", () =>
      each(function* (school, place) {
        if (inventedTeacher(school, place)) {
          const { divisions, uai } = school;
          const classes = new Set([0, 1, 2, 3].map((i) => divisions[(place * 3 + i) % divisions.length]!));
          for (const code of classes) yield [uai, idOf(school, place), "teaches", code, "siecle", "division"];
          yield [uai, idOf(school, place), "main", [...classes][0]!, "siecle", "division"];
        }
      }),
    ),
    table("sessions", "uai token_hash user_id purpose device network created_at last_used_at", () =>
      each(function* (school, place) {
        if (place % 20 !== 3 || !hasConnected(school, place)) return;
        const [at, token] = [new Date(now.getTime() - hourMs).toISOString(), idOf(school, place + 3_000_000)];
        yield [school.uai, token, idOf(school, place), "full", "Firefox sur Windows", "192.0.2.0", at, at];
      }),
    ),
    table("devices", "uai user_id token_hash last_seen_at", () =>
      each(function* (school, place) {
        if (!hasConnected(school, place)) return;
        for (let i = 0; i <= place % 2; i++)
          yield [school.uai, idOf(school, place), idOf(school, place + (4 + i) * 1_000_000), ago(20)];
      }),
    ),
    table("mails", "uai id user_id kind address state attempts server_text requested_at ended_at", () =>
      each(function* (school, place) {
        if (place % 2 !== 0) return;
        const { id, email } = inventUser(school, place);
        if (!email) return;
        const refused = place % 66 === 0;
        yield [
          ...[school.uai, idOf(school, place + 6_000_000), id, place % 4 ? "reset-link" : "password-reset"],
          ...[email, refused ? "refused" : "accepted", 1, refused ? "550 no such user" : undefined],
          ...[ago(150), ago(150)],
        ];
      }),
    ),
    table("saved_views", "uai id user_id name query created_at", () =>
      schools.map((school) => [
        ...[school.uai, idOf(school, 7_000_000), idOf(school, 0), "Élèves jamais connectés"],
        ...["onglet=eleves&etat=jamais-connectes", ago(30)],
      ]),
    ),
    ...importRows(schools, past, each, ago),
    table("events", "uai at actor_id action target_id before after", () =>
      events(schools, past, hasConnected),
    ),
  ];
}

const inventedTeacher = (school: ScaledSchool, place: number): boolean =>
  place > 1 && place < school.staff && place % 4 !== 2;

/** The first of the year creates all; two later ones correct some. */
function importRows(
  schools: readonly ScaledSchool[],
  { now }: Past,
  each: (
    make: (school: ScaledSchool, place: number) => Iterable<readonly Value[]>,
  ) => Iterable<readonly Value[]>,
  ago: (days: number) => string,
): Rows[] {
  const importId = (school: ScaledSchool, which: number): string => idOf(school, 8_000_000 + which);
  const imports = [300, 200, 100];
  const schoolYear = now.getUTCFullYear();
  const files = JSON.stringify(["sts", "pupils", "guardians"].map((kind) => ({ kind, schoolYear })));
  return [
    {
      table: "imports",
      columns: ["uai", "id", "state", "created_at", "created_by", "school_year", "files", "ended_at"],
      *rows() {
        for (const school of schools)
          for (const [which, days] of imports.entries())
            yield [
              ...[school.uai, importId(school, which), "applied", ago(days), idOf(school, 0)],
              ...[schoolYear, files, ago(days)],
            ];
      },
    },
    {
      table: "import_documents",
      columns: ["uai", "import_id", "document", "field", "piece", "content"],
      *rows() {
        const content = JSON.stringify(Array.from({ length: 20 }, (_, i) => ({ kind: "updated", place: i })));
        for (const school of schools)
          for (const which of imports.keys())
            for (let piece = 0; piece < 4; piece++)
              yield [school.uai, importId(school, which), "plan", "updated", piece, content];
      },
    },
    {
      table: "import_changes",
      columns: ["uai", "import_id", "user_id", "kind", "changes"],
      *rows() {
        yield* each(function* (school, place) {
          if (place === 0) return;
          const id = idOf(school, place);
          yield [school.uai, importId(school, 0), id, "created", undefined];
          if (place % 9 === 0)
            yield [school.uai, importId(school, 1), id, "updated", '[{"field":"email","from":"a","to":"b"}]'];
        });
      },
    },
  ];
}

/** Small groups, school after school, through the year: a school's events lie far apart. */
function* events(
  schools: readonly ScaledSchool[],
  { now, eventsEach }: Past,
  hasConnected: (school: ScaledSchool, place: number) => boolean,
): Generator<readonly Value[]> {
  const groupSize = 25;
  const most = Math.max(...schools.map(usersIn));
  const signedIn = '{"purpose":"full","device":"Firefox sur Windows","network":"192.0.2.0"}';
  const [before, after] = ['{"email":"avant@example.org"}', '{"email":"apres@example.org"}'];
  for (let round = 0; round < eventsEach; round++) {
    const begin = now.getTime() - ((eventsEach - round) * 360 * dayMs) / eventsEach;
    for (let group = 0; group < most; group += groupSize) {
      const at = new Date(begin + (group / most) * 10 * dayMs).toISOString();
      for (const school of schools) {
        const end = Math.min(group + groupSize, usersIn(school));
        for (let place = group; place < end; place++) {
          const id = idOf(school, place);
          if (!hasConnected(school, place)) {
            if (round < 2) yield [school.uai, at, idOf(school, 0), "user-edited", id, before, after];
          } else if (round === 0) yield [school.uai, at, id, "password-chosen", id, undefined, undefined];
          else if (round === 5) yield [school.uai, at, idOf(school, 0), "user-edited", id, before, after];
          else yield [school.uai, at, id, "signed-in", id, undefined, signedIn];
        }
      }
    }
  }
}
