/**
 * Activation codes: first passwords on paper (decision 6.3), nine capitals in groups of three, such as
 * `KTM-RXH-PCB`. Without vowels no code spells a word; none of the sixteen letters looks like another (no G
 * beside C, N beside M, W beside V, O or Q). 36 bits and 25 tries a day: one chance in 45 million over its life.
 */

import { dayMs } from "#domain/calendar.ts";

export const letters = "BCDFHJKLMPRSTVXZ";
const groups = 3;
const lettersAGroup = 3;

/** Schools print at the end of August; an absent pupil can still sign in after the autumn holidays. */
const activationCodeDays = 60;

export function activationCodeEnd(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + activationCodeDays * dayMs);
}

/** `pick(n)` draws an integer from 0 to n − 1. */
export function makeActivationCode(pick: (below: number) => number): string {
  const draw = (): string =>
    Array.from({ length: lettersAGroup }, () => letters[pick(letters.length)]!).join("");
  const group = (): string => {
    let drawn = draw();
    while (unfit.has(drawn)) drawn = draw();
    return drawn;
  };
  return Array.from({ length: groups }, group).join("-");
}

const unfit = new Set(["FCK", "FDP", "KKK", "TDC", "XXX"]);

/** Forgives case, spaces, dashes and dots. */
export function typedActivationCode(text: string): string {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return bare.replace(/.{3}(?=.)/g, "$&-");
}
