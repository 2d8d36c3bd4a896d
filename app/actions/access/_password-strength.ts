/** How guessable a password is, with French words, names and keyboards in mind. */

import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import * as french from "@zxcvbn-ts/language-fr";

const zxcvbn = new ZxcvbnFactory({
  dictionary: { ...common.dictionary, ...french.dictionary },
  graphs: common.adjacencyGraphs,
});

/** zxcvbn's score, 0 to 4. */
export function passwordScore(password: string): number {
  return zxcvbn.check(password).score;
}
