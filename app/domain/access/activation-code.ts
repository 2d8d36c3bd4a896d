/**
 * Activation codes: first passwords on paper (decision 6.3). A child of eleven copies one from a slip: nine
 * capitals in groups of three, such as `KTM-RXH-PCB`. Without vowels no word appears in it, and no two of its
 * sixteen letters look alike (no G beside C, N beside M, W beside V, O or Q). 36 bits, for a code that only
 * opens the choice of a password, behind 25 tries a day: over its whole life, one chance in 45 million.
 */

export const letters = "BCDFHJKLMPRSTVXZ";
const groups = 3;
const lettersAGroup = 3;

/** A school prints at the end of August; whoever was away still comes in after the autumn holidays. */
const activationCodeDays = 60;

export function activationCodeEnd(drawnAt: Date): Date {
  return new Date(drawnAt.getTime() + activationCodeDays * 24 * 3_600_000);
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

/** Abbreviations that no child should find on a paper from his school. */
const unfit = new Set(["FCK", "FDP", "KKK", "TDC", "XXX"]);

/** What was typed as a code: case, spaces, dashes and dots are forgiven, wherever they stand. */
export function typedActivationCode(text: string): string {
  const bare = text.toUpperCase().replace(/[^A-Z0-9]/g, "");
  return bare.replace(/.{3}(?=.)/g, "$&-");
}
