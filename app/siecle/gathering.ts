import { fr, shown } from "#domain/french.ts";
import { comparableName, hasLostLetter } from "#domain/names.ts";
import { fullName, type Named } from "#siecle/people.ts";
import { Refused } from "#siecle/refused.ts";
import type { Warn } from "#siecle/warnings.ts";

interface Numbered extends Named {
  readonly siecleId: string;
  readonly birthName: string | undefined;
}

/** All pairs of namesakes are compared: their number counts squared. */
const mostNamesakes = 200;

/** Three times the pupils of the largest school: their guardians. */
export const mostPeople = 60_000;

/** The people of one file, each once, without those who have no id or name. */
export class Gathering<P extends Numbered> {
  readonly #people = new Map<string, P>();
  readonly #countsByName = new Map<string, number>();
  readonly #file: string;
  readonly #warn: Warn;

  constructor(file: string, warn: Warn) {
    this.#file = file;
    this.#warn = warn;
  }

  get size(): number {
    return this.#people.size;
  }

  list(): P[] {
    return [...this.#people.values()];
  }

  add(person: P): void {
    const twin = this.#people.get(person.siecleId);
    if (person.siecleId === "") {
      this.#warn(fr`Une personne n’a pas de numéro (${fullName(person)}) : elle n’a pas été lue.`);
    } else if (person.lastName === "") {
      this.#warn(fr`La personne n° ${shown(person.siecleId)} n’a pas de nom : elle n’a pas été lue.`);
    } else if (twin) {
      const [first, second] = [fullName(twin), fullName(person)];
      this.#warn(
        fr`Deux personnes portent le n° ${shown(person.siecleId)} : seule la première (${first}) a été lue, et non ${second}.`,
      );
    } else this.#keep(person);
  }

  #keep(person: P): void {
    if (this.#people.size === mostPeople) {
      throw new Refused({ code: "too-many-people", file: this.#file, max: mostPeople });
    }
    this.#people.set(person.siecleId, person);
    this.#countNames(person);
    if (hasLostLetter(person.lastName) || hasLostLetter(person.firstName)) {
      this.#warn(
        fr`Une lettre du nom « ${fullName(person)} » est remplacée par un point d’interrogation : corrigez-la dans SIECLE ou STS-WEB.`,
      );
    }
  }

  /** By the name in use and by the birth name, as the plan compares them. */
  #countNames(person: P): void {
    const firstName = comparableName(person.firstName);
    const names = [person.lastName, person.birthName ?? person.lastName].map(comparableName);
    for (const name of new Set(names)) {
      const key = `${name}\t${firstName}`;
      const count = (this.#countsByName.get(key) ?? 0) + 1;
      this.#countsByName.set(key, count);
      if (count > mostNamesakes) {
        throw new Refused({
          code: "too-many-namesakes",
          file: this.#file,
          name: fullName(person),
          max: mostNamesakes,
        });
      }
    }
  }
}
