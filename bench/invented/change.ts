/** Changes a share of the people, as between two exports: the rest stays the same, byte for byte. */

import type { School } from "./export.ts";
import { addFamily, type Families } from "./families.ts";
import { inventSurname, joinSurnames } from "./names.ts";
import { inventEmail, type Person } from "./person.ts";
import { numberPupil, type Pupil } from "./pupil.ts";
import { type Random, randomFrom } from "./random.ts";
import { inventStaff, type Staff, type Teaching } from "./staff.ts";
import { chooseOptions, placePupil } from "./structures.ts";

export function changeSchool(school: School, share: number, seed: number, exportDate: string): void {
  const random = randomFrom(seed, `change ${share}`);
  const { families } = school;
  const guardiansToChange = Math.round(countTied(families) * share);
  const moved = changePupils(random, school, share, exportDate);
  changeGuardians(random, families, guardiansToChange - moved);
  changeStaff(random, school, share);
}

type PupilChange = (pupil: Pupil) => void;

/** Returns how many guardians came or went with the pupils. */
function changePupils(random: Random, school: School, share: number, exportDate: string): number {
  const { families } = school;
  const peopleBefore = families.people.length;
  const present = families.pupils.filter(
    (pupil) => pupil.exitDate === undefined && pupil.division !== undefined,
  );
  const chosen = draw(random, present, Math.round(families.pupils.length * share));
  const gone = new Set<Pupil>();
  const move: PupilChange = (pupil) => moveToAnotherDivision(random, school, pupil);
  const rename: PupilChange = (pupil) => {
    pupil.usedName = joinSurnames(pupil.lastName, inventSurname(random));
  };
  const write: PupilChange = (pupil) => {
    pupil.email = inventEmail(random, pupil.firstName, pupil.lastName, pupil.id);
  };
  const leave: PupilChange = (pupil) => {
    pupil.exitDate = exportDate;
  };
  const vanish: PupilChange = (pupil) => {
    gone.add(pupil);
  };
  const turns = [
    move,
    leave,
    "arrive",
    rename,
    move,
    write,
    move,
    move,
    vanish,
    "arrive",
    move,
    move,
  ] as const;
  chosen.forEach((pupil, index) => {
    const turn = turns[index % turns.length]!;
    if (turn === "arrive") {
      arrive(random, school, exportDate);
    } else {
      turn(pupil);
      pupil.modifiedOn = exportDate;
    }
  });
  const arrived = families.people.length - peopleBefore;
  return arrived + removePupils(families, gone);
}

function moveToAnotherDivision(random: Random, { divisions, groups, families }: School, pupil: Pupil): void {
  const others = divisions.filter(({ code, level }) => level === pupil.level && code !== pupil.division);
  if (others.length) placePupil(pupil, random.pick(others).code, families.pupils, groups);
  else pupil.usedName = joinSurnames(pupil.lastName, inventSurname(random));
}

function arrive(random: Random, { divisions, groups, families }: School, exportDate: string): void {
  const division = random.pick(divisions);
  const lastId = families.pupils.reduce((last, pupil) => Math.max(last, pupil.id), 0);
  const [pupil] = addFamily(families, random, [division.level]);
  numberPupil(pupil!, lastId - 1200000, random);
  pupil!.entryDate = exportDate;
  pupil!.modifiedOn = exportDate;
  pupil!.exitDate = undefined;
  pupil!.options = chooseOptions(random, division.level);
  placePupil(pupil!, division.code, families.pupils, groups);
}

/** Returns how many people without another tie went too. */
function removePupils(families: Families, gone: ReadonlySet<Pupil>): number {
  const before = new Set(families.ties.map((tie) => tie.person));
  families.pupils = families.pupils.filter((pupil) => !gone.has(pupil));
  families.ties = families.ties.filter((tie) => !gone.has(tie.pupil));
  const after = new Set(families.ties.map((tie) => tie.person));
  families.people = families.people.filter((person) => after.has(person) || !before.has(person));
  return before.size - after.size;
}

function changeGuardians(random: Random, families: Families, count: number): void {
  const tied = [...new Set(families.ties.map((tie) => tie.person))];
  draw(random, tied, Math.max(0, count)).forEach((person, index) => {
    if (index % 4 === 3) person.usedName = inventSurname(random);
    else changeEmail(random, person, index % 12 === 8);
  });
}

function changeEmail(random: Random, person: Person, forget: boolean): void {
  const email = `nouveau.${inventEmail(random, person.firstName, person.birthName, person.id)}`;
  person.email = forget && person.email !== undefined ? undefined : email;
}

/** Names change; teachers go, and new ones take their classes. */
function changeStaff(random: Random, { teaching, families: { schoolYear } }: School, share: number): void {
  const count = Math.round(teaching.staff.length * share);
  const lastId = teaching.staff.reduce((last, person) => Math.max(last, person.id), 0);
  const teachers = teaching.staff.filter(({ function: role, type }) => role === "ENS" && type === "epp");
  let vacant: Staff | undefined;
  draw(random, teachers, count).forEach((person, index) => {
    if (vacant) {
      const post = { function: "ENS", discipline: vacant.discipline!, type: "epp" as const };
      replace(teaching, vacant, inventStaff(random, lastId + 7 * (index + 1), schoolYear, post));
      vacant = undefined;
    } else if (index % 3 === 0) {
      person.usedName = joinSurnames(person.birthName, inventSurname(random));
    } else {
      vacant = person;
      teaching.staff = teaching.staff.filter((other) => other !== person);
    }
  });
}

function replace(teaching: Teaching, former: Staff, newcomer: Staff): void {
  newcomer.mainTeacherOf = former.mainTeacherOf;
  teaching.staff.push(newcomer);
  for (const service of teaching.services) {
    service.teachers = service.teachers.map((teacher) => (teacher === former ? newcomer : teacher));
  }
}

function countTied(families: Families): number {
  return new Set(families.ties.map((tie) => tie.person)).size;
}

function draw<T>(random: Random, all: readonly T[], count: number): T[] {
  const left = [...all];
  return Array.from(
    { length: Math.min(count, left.length) },
    () => left.splice(random.below(left.length), 1)[0]!,
  );
}
