import { plainLetters } from "#domain/names.ts";
import { inventFirstName, type Sex } from "./names.ts";
import type { Random } from "./random.ts";

export interface Person {
  readonly id: number;
  /** Missing for an institution. */
  readonly sex: Sex | undefined;
  readonly birthName: string;
  usedName: string | undefined;
  readonly firstName: string;
  email: string | undefined;
  readonly mobile: string;
  readonly landline: string;
  readonly work: string;
  readonly acceptsSms: boolean;
  readonly sharesAddress: boolean;
  readonly address: number;
  readonly profession: string | undefined;
}

export interface Address {
  readonly id: number;
  readonly line1: string;
  readonly line2: string;
  readonly town: (typeof towns)[number];
}

interface Traits {
  readonly birthName: string;
  readonly sex: Sex | undefined;
  readonly firstName?: string;
  readonly address?: number | undefined;
}

interface Register {
  readonly people: Person[];
  readonly addresses: Address[];
}

export function inventPerson(register: Register, random: Random, traits: Traits): Person {
  const id = (register.people.at(-1)?.id ?? 400000) + 1;
  const firstName = traits.firstName ?? inventFirstName(random, traits.sex ?? "girl", "grown");
  const person: Person = {
    id,
    sex: traits.sex,
    birthName: traits.birthName,
    usedName: undefined,
    firstName,
    email: random.chance(0.88) ? inventEmail(random, firstName, traits.birthName, id) : undefined,
    mobile: random.chance(0.95) ? `+3363998${digits(random)}` : "",
    landline: random.chance(0.3) ? `+3319900${digits(random)}` : "",
    work: random.chance(0.2) ? `+3319900${digits(random)}` : "",
    acceptsSms: random.chance(0.7),
    sharesAddress: random.chance(0.6),
    address: traits.address ?? inventAddress(register, random),
    profession: random.chance(0.7) ? random.pick(professions) : undefined,
  };
  register.people.push(person);
  return person;
}

/** The number keeps addresses distinct; a few are malformed. */
export function inventEmail(random: Random, firstName: string, lastName: string, id: number): string {
  const local = plainLetters(`${firstName}.${lastName}`)
    .toLowerCase()
    .replace(/[^a-z.]/g, "");
  if (random.chance(0.002)) return `${local}.${id}@`;
  return `${local}.${id}@${random.pick(["example.org", "example.org", "example.net"])}`;
}

/** Mobile +33 6 39 98 and landline +33 1 99 00 are kept for fiction. */
function digits(random: Random): string {
  return String(random.below(10000)).padStart(4, "0");
}

function inventAddress(register: Register, random: Random): number {
  const id = 300001 + register.addresses.length;
  const number = `${1 + random.below(180)}${random.chance(0.1) ? " BIS" : ""}`;
  const line1 = `${number} ${random.pick(ways)} ${random.pick(places)}`;
  const line2 = random.chance(0.3) ? `BÂT ${random.pick([..."ABCDEF"])} APT ${1 + random.below(90)}` : "";
  const guest = random.chance(0.01) ? `CHEZ M. & MME ${random.pick(["DUPRÉ", "LECŒUVRE", "MARTIN"])}` : line2;
  register.addresses.push({ id, line1, line2: guest, town: random.pick(towns) });
  return id;
}

const ways = ["RUE", "RUE", "RUE", "AVENUE", "ALLÉE", "CHEMIN", "IMPASSE", "PLACE"];
const places = [
  "DES LILAS",
  "DE L'ÉGLISE",
  "DU MOULIN",
  "DE LA MAIRIE",
  "DES CŒURS VAILLANTS",
  "D'EN HAUT",
  "DES ÉCOLES",
  "DE LA GARE",
  "DES TILLEULS",
  "DU STADE",
  "DE LA FORÊT",
  "DU GÉNÉRAL EXEMPLE",
  "DES ACACIAS",
  "DE LA FONTAINE",
  "DU 8 MAI 1945",
];
const towns = [
  ["99100", "99901", "VILLEFICTIVE"],
  ["99100", "99901", "VILLEFICTIVE"],
  ["99110", "99902", "SAINT-EXEMPLE-SUR-LOIRE"],
  ["99120", "99903", "LES ÉRABLES"],
  ["99130", "99904", "MONTFICTIF"],
] as const;
const professions = [
  "10",
  "21",
  "22",
  "23",
  "31",
  "33",
  "34",
  "37",
  "42",
  "43",
  "45",
  "46",
  "52",
  "54",
  "55",
  "56",
  "62",
  "67",
];
