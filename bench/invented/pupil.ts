import type { Level } from "./courses.ts";
import { inventFirstName, type Sex } from "./names.ts";
import type { Random } from "./random.ts";

export interface Pupil {
  /** 0 until numbered; earlier pupils have lower numbers. */
  id: number;
  elenoet: number;
  ine: string | undefined;
  lastName: string;
  usedName: string | undefined;
  firstName: string;
  otherFirstNames: readonly string[];
  birthDate: string;
  repeats: boolean;
  sex: Sex;
  email: string | undefined;
  birthplace: readonly [country: string, town: string, department: string, commune: string];
  regime: string;
  level: Level;
  division: string | undefined;
  groups: string[];
  options: { readonly code: string; readonly short: string; readonly mode: string }[];
  entryDate: string;
  exitDate: string | undefined;
  modifiedOn: string;
}

export function inventPupil(random: Random, level: Level, lastName: string, schoolYear: number): Pupil {
  const sex: Sex = random.chance(0.5) ? "girl" : "boy";
  const repeats = random.chance(0.02);
  const others = random.chance(0.7) ? (random.chance(0.5) ? 2 : 1) : 0;
  const lag = repeats || random.chance(0.03) ? 1 : random.chance(0.01) ? -1 : 0;
  const entryYear = schoolYear - (random.chance(0.9) ? Math.min(level.rank, 3) : 0);
  const leaving = random.next();
  return {
    id: 0,
    elenoet: 0,
    ine: undefined,
    lastName,
    usedName: undefined,
    firstName: inventFirstName(random, sex, "young"),
    otherFirstNames: Array.from({ length: others }, () => inventFirstName(random, sex, "young")),
    birthDate: dayOfYear(schoolYear - 11 - level.rank - lag, random.below(365)),
    repeats,
    sex,
    email: undefined,
    birthplace: random.chance(0.06) ? random.pick(birthplacesAbroad) : random.pick(birthplaces),
    regime: random.pick(["0", "10", "21", "24", "24", "24", "24", "24"]),
    level,
    division: undefined,
    groups: [],
    options: [],
    entryDate: `01/09/${entryYear}`,
    exitDate: leaving < 0.008 ? `12/09/${schoolYear}` : leaving < 0.011 ? `18/12/${schoolYear}` : undefined,
    modifiedOn: `${String(1 + random.below(20)).padStart(2, "0")}/09/${schoolYear}`,
  };
}

export function numberPupil(pupil: Pupil, index: number, random: Random): void {
  pupil.id = 1200001 + index;
  pupil.elenoet = 10001 + index;
  const letters = "ABCDEFGHJK";
  // No real INE starts with 9991.
  const ine = `9991${String(index + 1).padStart(5, "0")}${random.pick([...letters])}${random.pick([...letters])}`;
  pupil.ine = random.chance(0.01) ? undefined : ine;
  if (random.chance(0.03)) pupil.email = `eleve.${pupil.id}@example.net`;
}

export function pupilsByGroup(pupils: readonly Pupil[]): Map<string, Pupil[]> {
  const byGroup = new Map<string, Pupil[]>();
  for (const pupil of pupils) {
    for (const code of pupil.groups) {
      const members = byGroup.get(code);
      if (members) members.push(pupil);
      else byGroup.set(code, [pupil]);
    }
  }
  return byGroup;
}

/** `dd/mm/yyyy` */
function dayOfYear(year: number, day: number): string {
  return new Date(Date.UTC(year, 0, 1 + day)).toISOString().slice(0, 10).split("-").reverse().join("/");
}

const birthplaces = [
  ["100", "", "075", "75056"],
  ["100", "", "044", "44109"],
  ["100", "", "069", "69123"],
  ["100", "", "013", "13055"],
  ["100", "", "02A", "2A004"],
  ["100", "", "059", "59350"],
  ["100", "", "093", "93066"],
  ["100", "", "035", "35238"],
] as const;
const birthplacesAbroad = [
  ["139", "LISBONNE", "", ""],
  ["352", "ALGER", "", ""],
  ["350", "CASABLANCA", "", ""],
  ["335", "BAMAKO", "", ""],
  ["109", "FRIBOURG", "", ""],
  ["127", "NAPLES", "", ""],
  ["208", "IZMIR", "", ""],
  ["155", "KIEV", "", ""],
] as const;
