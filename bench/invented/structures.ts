import type { Choice, Level, Subject } from "./courses.ts";
import type { Pupil } from "./pupil.ts";
import { type Random, randomFrom } from "./random.ts";

export interface Division {
  readonly code: string;
  readonly label: string;
  readonly level: Level;
}

export interface Group {
  readonly code: string;
  readonly label: string;
  readonly level: Level;
  readonly subject: Subject;
}

export interface Structures {
  readonly divisions: readonly Division[];
  readonly groups: readonly Group[];
}

export function inventStructures(pupils: readonly Pupil[], seed: number): Structures {
  const random = randomFrom(seed, "structures");
  const byLevel = Map.groupBy(pupils, (pupil) => pupil.level);
  const levels = [...byLevel.keys()].sort((one, other) => one.rank - other.rank);
  const divisions: Division[] = [];
  const groups: Group[] = [];
  for (const level of levels) {
    const members = byLevel.get(level)!;
    const own = makeDivisions(random, level, Math.max(1, Math.round(members.length / 27)));
    members.forEach((pupil, index) => {
      const placed = !random.chance(0.004);
      pupil.division = placed ? own[index % own.length]!.code : undefined;
      pupil.options = chooseOptions(random, level);
    });
    divisions.push(...own);
    groups.push(...makeGroups(random, level, members));
  }
  return { divisions, groups };
}

/** The division and groups of a new pupil: the groups that already have pupils of this division. */
export function placePupil(
  pupil: Pupil,
  division: string,
  all: readonly Pupil[],
  groups: readonly Group[],
): void {
  const classmates = all.filter((other) => other.division === division && other !== pupil);
  pupil.division = division;
  pupil.groups = pupil.options.flatMap(({ code }) => {
    const same = groups.filter((group) => group.level === pupil.level && group.subject.code === code);
    const near =
      same.find((group) => classmates.some((other) => other.groups.includes(group.code))) ?? same[0];
    return near ? [near.code] : [];
  });
}

export function chooseOptions(random: Random, level: Level): Pupil["options"] {
  return level.choices.flatMap((choice) => {
    if (!random.chance(choice.share)) return [];
    const taken = new Set<Subject>();
    while (taken.size < Math.min(choice.count, choice.among.length)) taken.add(pickOne(random, choice));
    return [...taken].map(({ code, short }) => ({ code, short, mode: choice.mode }));
  });
}

/** The first subjects of a row are the most popular: Spanish before Italian. */
function pickOne(random: Random, { among }: Choice): Subject {
  return among[Math.floor(among.length * random.next() ** 1.8)]!;
}

/** `6A`, `2NDE1`; three digits when the alphabet is too short. */
function makeDivisions(random: Random, level: Level, count: number): Division[] {
  return Array.from({ length: count }, (_, index) => {
    const letter = String.fromCharCode(65 + index);
    const mark = level.lycee ? String(index + 1) : count > 26 ? String(101 + index) : letter;
    const label = random.chance(0.1) ? "" : `${level.label} ${mark}`;
    return { code: level.code + mark, label, level };
  });
}

/** Groups follow the order of the divisions, so that each draws on two or three. */
function makeGroups(random: Random, level: Level, members: readonly Pupil[]): Group[] {
  const subjects = level.choices.flatMap((choice) => choice.among);
  const inOrder = members
    .filter((pupil) => pupil.division !== undefined)
    .sort((one, other) => (one.division! < other.division! ? -1 : one.division! > other.division! ? 1 : 0));
  return subjects.flatMap((subject) => {
    const takers = inOrder.filter((pupil) => pupil.options.some((option) => option.code === subject.code));
    const count = Math.ceil(takers.length / 24);
    const groups = Array.from({ length: count }, (_, index) => ({
      code: `${level.code}${subject.short}_${index + 1}`,
      label: random.chance(0.4) ? "" : `${subject.label.toUpperCase().slice(0, 14).trim()} GR ${index + 1}`,
      level,
      subject,
    }));
    takers.forEach((pupil, index) => {
      pupil.groups.push(groups[Math.floor((index * count) / takers.length)]!.code);
    });
    return groups;
  });
}
