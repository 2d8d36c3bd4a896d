/** Computes the people of a school of any size: the same school and place give the same person, without memory. */

import { comparableName } from "#domain/names.ts";
import { baseLogin } from "#domain/people/login.ts";
import type { Profile } from "#domain/people/user.ts";
import { inventFirstName, inventSurname } from "../invented/names.ts";
import { type Random, randomFrom } from "../invented/random.ts";

export interface ScaledSchool {
  readonly uai: string;
  /** From 0, among the schools of the database. */
  readonly index: number;
  readonly staff: number;
  readonly pupils: number;
  readonly guardians: number;
  readonly divisions: readonly string[];
}

export interface ScaledUser {
  readonly id: string;
  readonly login: string;
  readonly profile: Profile;
  readonly lastName: string;
  readonly firstName: string;
  readonly nameKey: string;
  readonly birthDate: string | undefined;
  readonly email: string | undefined;
  readonly discipline: string | undefined;
}

export const usersIn = ({ staff, pupils, guardians }: ScaledSchool): number => staff + pupils + guardians;

/** 400 of 1,000 users are pupils: 50 full pages of the table in eight schools of seven. */
export function scaledSchool(index: number, users: number): ScaledSchool {
  const pupils = Math.round(users * 0.4);
  const staff = Math.max(4, Math.round(users * 0.08));
  const divisions = Array.from({ length: Math.max(1, Math.round(pupils / 28)) }, (_, i) => divisionCode(i));
  return { uai: uaiOf(index), index, staff, pupils, guardians: users - staff - pupils, divisions };
}

function uaiOf(index: number): string {
  return `${String(100_000 + index).padStart(7, "0")}${"ABCDEFGHJKLMNPRSTUVWXYZ"[index % 23]}`;
}

/** 6A … 3H, then 6A1 … as in a school far too large. */
function divisionCode(index: number): string {
  const round = Math.floor(index / 32);
  return `${6 - (index % 4)}${"ABCDEFGH"[Math.floor(index / 4) % 8]}${round > 0 ? round : ""}`;
}

/** Staff first, then pupils, then guardians. */
export function populationAt(school: ScaledSchool, place: number): "staff" | "pupil" | "guardian" {
  if (place < school.staff) return "staff";
  return place < school.staff + school.pupils ? "pupil" : "guardian";
}

export function inventUser(school: ScaledSchool, place: number): ScaledUser {
  const random = randomFrom(school.index, `user ${place}`);
  const profile = profileAt(school, place);
  const population = populationAt(school, place);
  const sex = random.chance(0.52) ? "girl" : "boy";
  const firstName = inventFirstName(random, sex, population === "pupil" ? "young" : "grown");
  const lastName = inventSurname(random);
  const login = `${baseLogin(firstName, lastName)}${place}`;
  // All of the staff have an e-mail, half of the pupils, most guardians.
  const reachable = population === "staff" || random.chance(population === "pupil" ? 0.5 : 0.8);
  return {
    id: idOf(school, place),
    login,
    profile,
    lastName,
    firstName,
    nameKey: `${comparableName(lastName)}\t${comparableName(firstName)}`,
    birthDate: population === "guardian" ? undefined : birthDate(random, population),
    email: reachable ? `${login}@example.org` : undefined,
    discipline: profile === "teacher" ? random.pick(disciplines) : undefined,
  };
}

function profileAt(school: ScaledSchool, place: number): Profile {
  const population = populationAt(school, place);
  if (population !== "staff") return population;
  if (place === 0) return "administrator";
  if (place === 1) return "head";
  const others = ["cpe", "supervision", "administrative", "health", "other"] as const;
  return place % 4 === 2 ? others[place % others.length]! : "teacher";
}

const disciplines = [
  "MATHEMATIQUES",
  "LETTRES MODERNES",
  "ANGLAIS",
  "ESPAGNOL",
  "HISTOIRE GEOGRAPHIE",
  "PHYSIQUE CHIMIE",
  "SVT",
  "EPS",
];

function birthDate(random: Random, population: "staff" | "pupil"): string {
  const year = population === "pupil" ? 2011 + random.below(5) : 1962 + random.below(40);
  const twoDigits = (value: number): string => String(value).padStart(2, "0");
  return `${year}-${twoDigits(1 + random.below(12))}-${twoDigits(1 + random.below(28))}`;
}

/** As scattered in an index as a real one. */
export function idOf({ index }: ScaledSchool, place: number): string {
  const part = (salt: number): string =>
    mixed(Math.imul(index + 1, 0x9e3779b1) ^ Math.imul(place + 1, 0x85ebca6b) ^ salt)
      .toString(16)
      .padStart(8, "0");
  const hex = `${part(1)}${mixed(index * 7919 + 3)
    .toString(16)
    .padStart(8, "0")}${part(2)}${part(3)}`;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** The finish of MurmurHash3: injective. */
export function mixed(value: number): number {
  let hash = value | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** One pupil in eight, one in twenty of the others. */
export function isMasked(school: ScaledSchool, place: number): boolean {
  if (place < 2) return false;
  return populationAt(school, place) === "pupil" ? (place - school.staff) % 8 === 7 : place % 20 === 19;
}
