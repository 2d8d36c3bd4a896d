import type { DisciplineName, Level, Subject } from "./courses.ts";
import { inventFirstName, inventSurname, type Sex } from "./names.ts";
import { type Random, randomFrom } from "./random.ts";
import type { Structures } from "./structures.ts";

export interface Staff {
  readonly id: number;
  readonly type: "epp" | "local" | "dir" | "eppsup";
  readonly sex: Sex;
  usedName: string;
  readonly birthName: string;
  readonly firstName: string;
  readonly birthDate: string | undefined;
  readonly grade: string | undefined;
  readonly function: string | undefined;
  /** Missing for a `local` entry. */
  readonly discipline: DisciplineName | undefined;
  readonly hours: number;
  mainTeacherOf: { readonly division: string; readonly from: string; readonly to: string }[];
}

export interface Service {
  readonly structure: string;
  readonly subject: Subject;
  readonly kind: "CG" | "TP";
  teachers: Staff[];
}

export interface Teaching {
  staff: Staff[];
  readonly services: Service[];
}

export function inventTeaching(
  count: number,
  structures: Structures,
  schoolYear: number,
  seed: number,
): Teaching {
  const random = randomFrom(seed, "staff");
  const lessons = listLessons(structures);
  const posts = listPosts(count, structures, lessons);
  const staff = posts.map((post, index) => inventStaff(random, 20001 + index * 7, schoolYear, post));
  const services = shareLessons(random, staff, lessons);
  nameMainTeachers(random, structures, services, schoolYear);
  return { staff, services };
}

interface Post {
  readonly function: string;
  readonly discipline?: DisciplineName;
  readonly type?: Staff["type"];
}

export function inventStaff(random: Random, id: number, schoolYear: number, post: Post): Staff {
  const sex: Sex = random.chance(0.62) ? "girl" : "boy";
  const teaches = post.function === "ENS";
  const draw = random.next();
  const local = teaches && !post.type && draw < 0.05;
  const onLeave = teaches && !post.type && draw > 0.99;
  const birthName = inventSurname(random);
  const married = sex === "girl" && random.chance(0.35);
  const birthYear = schoolYear - 24 - random.below(40);
  const month = String(1 + random.below(12)).padStart(2, "0");
  return {
    // A local number may also be a number of the national series.
    id: local ? id - 7 : id,
    type: local ? "local" : (post.type ?? "epp"),
    sex,
    usedName: married ? inventSurname(random) : birthName,
    birthName,
    firstName: inventFirstName(random, sex, "grown"),
    birthDate: local ? undefined : `${birthYear}-${month}-${String(1 + random.below(28)).padStart(2, "0")}`,
    grade: teaches && !local ? random.pick(grades) : undefined,
    function: local || onLeave ? undefined : post.function,
    discipline: post.discipline,
    hours: teaches ? random.pick([18, 18, 18, 18, 15, 9]) : 35,
    mainTeacherOf: [],
  };
}

const grades = ["CERT. CL N", "CERT. CL N", "CERT. H CL", "CERT CE", "AGREGE CLN", "AGREGE HCL", undefined];

type Lesson = Omit<Service, "teachers"> & { readonly hours: number };

function listLessons({ divisions, groups }: Structures): Lesson[] {
  const revived = divisions.flatMap(({ code, level }) =>
    level.lessons.flatMap(([subject, hours]) => {
      const lesson: Lesson = { structure: code, subject, kind: "CG", hours };
      return practises(level, subject) ? [lesson, { ...lesson, kind: "TP" as const, hours: 1 }] : [lesson];
    }),
  );
  return [
    ...revived,
    ...groups.map(({ code, subject }): Lesson => ({ structure: code, subject, kind: "CG", hours: 3 })),
  ];
}

function practises(level: Level, subject: Subject): boolean {
  return level.lycee && (subject.discipline === "physics" || subject.discipline === "biology");
}

/** Teachers come last: each discipline in proportion to its hours. */
function listPosts(count: number, { divisions }: Structures, lessons: readonly Lesson[]): Post[] {
  const share = (part: number) => Math.round(count * part);
  const hasLycee = divisions.some((division) => division.level.lycee);
  const others: Post[] = [
    { function: "DIR", discipline: "head", type: "dir" },
    ...times(share(0.012), { function: "DIR", discipline: "deputy", type: "dir" }),
    ...times(share(0.03), { function: "EDU", discipline: "education" }),
    ...times(share(0.015), { function: "DOC", discipline: "documentation" }),
    ...times(share(0.05), { function: "ADF" }),
    ...times(share(0.06), { function: "AED" }),
    ...times(share(0.012), { function: "MDS" }),
    ...times(share(0.01), { function: "ORI" }),
    ...times(hasLycee ? share(0.006) : 0, { function: "CTR" }),
    ...times(share(0.015), { function: "ENS", type: "eppsup" }),
  ];
  const posts = others.slice(0, count);
  const hours = new Map<DisciplineName, number>();
  for (const { subject, hours: more } of lessons) {
    hours.set(subject.discipline, (hours.get(subject.discipline) ?? 0) + more);
  }
  const given = new Map<DisciplineName, number>();
  while (posts.length < count) {
    const need = (name: DisciplineName) => hours.get(name)! / ((given.get(name) ?? 0) + 1);
    const discipline = [...hours.keys()].reduce((best, name) => (need(name) > need(best) ? name : best));
    given.set(discipline, (given.get(discipline) ?? 0) + 1);
    posts.push({ function: "ENS", discipline });
  }
  return posts;
}

function times(count: number, post: Post): Post[] {
  return Array.from({ length: count }, () => post);
}

/** Each lesson goes to the teacher of its discipline with the fewest hours; some have no teacher, some two. */
function shareLessons(random: Random, staff: readonly Staff[], lessons: readonly Lesson[]): Service[] {
  const teachers = Map.groupBy(staff, (person) => person.discipline);
  const hours = new Map<Staff, number>();
  return lessons.map(({ structure, subject, kind, hours: more }) => {
    const able = random.chance(0.02) ? [] : (teachers.get(subject.discipline) ?? []);
    const load = (person: Staff) => (hours.get(person) ?? 0) / person.hours;
    const chosen = able.length ? [able.reduce((best, one) => (load(one) < load(best) ? one : best))] : [];
    if (able.length > 1 && random.chance(0.02))
      chosen.push(random.pick(able.filter((one) => one !== chosen[0])));
    for (const person of chosen) hours.set(person, (hours.get(person) ?? 0) + more);
    return { structure, subject, kind, teachers: chosen };
  });
}

function nameMainTeachers(
  random: Random,
  { divisions }: Structures,
  services: readonly Service[],
  schoolYear: number,
): void {
  const from = `${schoolYear}-09-01`;
  const to = `${schoolYear + 1}-08-31`;
  const byStructure = Map.groupBy(services, (service) => service.structure);
  for (const { code } of divisions) {
    const teachers = new Set((byStructure.get(code) ?? []).flatMap((service) => service.teachers));
    const able = [...teachers].filter((person) => person.type !== "local");
    const free = able.filter((person) => person.mainTeacherOf.length === 0);
    const first = random.pick(free.length ? free : able);
    first?.mainTeacherOf.push({ division: code, from, to });
    const second = random.chance(0.1) ? random.pick(free) : undefined;
    if (second && second !== first)
      second.mainTeacherOf.push({ division: code, from: `${schoolYear}-10-01`, to });
  }
}
