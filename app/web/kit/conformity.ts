/** The 106 criteria of the RGAA as `docs/accessibilite.md` judges them: the one place where that is said. */

import { readFileSync } from "node:fs";
import path from "node:path";

type CriterionState = "C" | "NA" | "NC";

export interface Criterion {
  readonly number: string;
  readonly title: string;
  readonly state: CriterionState;
  /** How it was checked; why it does not conform. */
  readonly how: string;
}

const document = readFileSync(path.join(import.meta.dirname, "../../../docs/accessibilite.md"), "utf8");

export const criteria: readonly Criterion[] = [
  ...document.matchAll(/^\| (\d+\.\d+) \| (.+?) \| (C|NA|NC) \| (.+?) \|$/gm),
].map(([, number, title, state, how]) => ({
  number: number!,
  title: title!,
  state: state as CriterionState,
  how: how!,
}));

export const checkedOn = /^Vérifié le (\d+ \S+ \d{4})/m.exec(document)![1]!;

export const conforming = criteria.filter(({ state }) => state === "C");
export const failing = criteria.filter(({ state }) => state === "NC");

/** Of those that apply; never rounded up to a hundred. */
export const ratePercent = Math.floor((100 * conforming.length) / (conforming.length + failing.length));

/** The three words of the law (décret 2019-768): all of it, half of it or more, less. */
export const conformity =
  failing.length === 0 ? "conforme" : ratePercent >= 50 ? "partiellement conforme" : "non conforme";
