/** Pupils, the people tied to them and their addresses, with the sizes and shares of an ordinary school. */

import { type Level, levelsFor } from "./courses.ts";
import { inventSurname, joinSurnames, type Sex } from "./names.ts";
import { type Address, inventPerson, type Person } from "./person.ts";
import { inventPupil, numberPupil, type Pupil } from "./pupil.ts";
import { type Random, randomFrom } from "./random.ts";

/** `NIVEAU_RESPONSABILITE`: 1 legal guardian, 2 in charge, 3 contact. */
export interface Tie {
  readonly pupil: Pupil;
  readonly person: Person;
  readonly level: 1 | 2 | 3;
  readonly kinship: string;
  readonly pays: boolean;
  readonly lodges: boolean;
}

export interface Families {
  pupils: Pupil[];
  people: Person[];
  ties: Tie[];
  readonly addresses: Address[];
  readonly schoolYear: number;
}

export function inventFamilies(count: number, schoolYear: number, seed: number): Families {
  const random = randomFrom(seed, "families");
  const levels = levelsFor(count);
  const families: Families = { pupils: [], people: [], ties: [], addresses: [], schoolYear };
  while (families.pupils.length < count) {
    const draw = random.next();
    const children = Math.min(draw < 0.8 ? 1 : draw < 0.97 ? 2 : 3, count - families.pupils.length);
    addFamily(families, random, childrenLevels(random, levels, children));
    if (random.chance(0.05)) addPersonTiedToNobody(families, random);
  }
  families.pupils.sort((one, other) => other.level.rank - one.level.rank);
  for (const [index, pupil] of families.pupils.entries()) numberPupil(pupil, index, random);
  return families;
}

/** Adds siblings, one per level given, with their guardians. */
export function addFamily(families: Families, random: Random, levels: readonly Level[]): Pupil[] {
  const fatherName = inventSurname(random);
  const motherName = inventSurname(random);
  const draw = random.next();
  const lastName = draw < 0.8 ? fatherName : draw < 0.91 ? motherName : joinSurnames(fatherName, motherName);
  const children = inventChildren(random, levels, lastName, families.schoolYear);
  if (random.chance(0.03)) for (const child of children) child.usedName = joinSurnames(lastName, motherName);
  families.pupils.push(...children);
  addGuardians(families, random, children, fatherName, motherName);
  return children;
}

function childrenLevels(random: Random, levels: readonly Level[], children: number): Level[] {
  const chosen: Level[] = [];
  while (chosen.length < children) {
    const level = random.pick(levels);
    const twins = random.chance(0.2);
    if (twins || !chosen.includes(level)) chosen.push(level);
  }
  return chosen;
}

/** Siblings of one level are twins; no two share a first name. */
function inventChildren(
  random: Random,
  levels: readonly Level[],
  lastName: string,
  schoolYear: number,
): Pupil[] {
  const children: Pupil[] = [];
  while (children.length < levels.length) {
    const level = levels[children.length]!;
    const child = inventPupil(random, level, lastName, schoolYear);
    const twin = children.find((other) => other.level === level);
    if (twin) child.birthDate = twin.birthDate;
    if (!children.some((other) => other.firstName === child.firstName)) children.push(child);
  }
  return children;
}

function addGuardians(
  families: Families,
  random: Random,
  children: readonly Pupil[],
  fatherName: string,
  motherName: string,
): void {
  const draw = random.next();
  if (draw < 0.01) {
    const service = { birthName: "DÉPARTEMENT DE FICTION", firstName: "Service ASE", sex: undefined };
    tie(families, children, inventPerson(families, random, service), 1, "51", true);
    return;
  }
  const mother = inventPerson(families, random, { birthName: motherName, sex: "girl" });
  if (draw < 0.19) {
    tie(families, children, mother, 1, "10", true);
  } else {
    const together = draw < 0.8;
    const home = together ? mother.address : undefined;
    const father = inventPerson(families, random, { birthName: fatherName, sex: "boy", address: home });
    if (together && random.chance(0.55)) mother.usedName = fatherName;
    if (together && random.chance(0.06)) father.email = mother.email;
    tie(families, children, mother, 1, "10", true);
    tie(families, children, father, 1, "20", together);
    if (!together && random.chance(0.15)) addRelative(families, random, children, mother.address, 2, "39");
  }
  if (random.chance(0.2))
    addRelative(families, random, children, undefined, 3, random.pick(["38", "38", "39", "90"]));
}

function addRelative(
  families: Families,
  random: Random,
  children: readonly Pupil[],
  address: number | undefined,
  level: 2 | 3,
  kinship: string,
): void {
  const sex: Sex = random.chance(0.5) ? "girl" : "boy";
  const person = inventPerson(families, random, { birthName: inventSurname(random), sex, address });
  tie(families, children, person, level, kinship, address !== undefined);
}

function tie(
  families: Families,
  children: readonly Pupil[],
  person: Person,
  level: 1 | 2 | 3,
  kinship: string,
  lodges: boolean,
): void {
  for (const pupil of children) {
    const pays = level === 1 && kinship !== "20";
    families.ties.push({ pupil, person, level, kinship, pays, lodges });
  }
}

/** Real files keep guardians of former pupils, without ties. */
function addPersonTiedToNobody(families: Families, random: Random): void {
  inventPerson(families, random, {
    birthName: inventSurname(random),
    sex: random.chance(0.5) ? "girl" : "boy",
  });
}
