import type { XmlElement } from "#siecle/xml-element.ts";

/** By path below the root: `"DONNEES/ELEVES/ELEVE"`. */
export type Records = Readonly<Record<string, (element: XmlElement) => void>>;

interface Branch {
  readonly branches: Map<string, Branch>;
  take?: (element: XmlElement) => void;
}

/** Follows the tags of a document, builds the elements asked for, and forgets the others. */
export class RecordWalk {
  /** The branches from the root to the open element. */
  readonly #path: Branch[];
  /** The record being built, and its open descendants. */
  readonly #open: XmlElement[] = [];
  #skipped = 0;
  #take: (element: XmlElement) => void = () => {};

  constructor(records: Records) {
    this.#path = [branchesOf(records)];
  }

  get isInRecord(): boolean {
    return this.#open.length > 0;
  }

  enter(name: string, attributes: Record<string, string>): void {
    const parent = this.#open.at(-1);
    if (parent) {
      const element = elementOf(name, attributes);
      parent.children.push(element);
      this.#open.push(element);
    } else if (this.#skipped > 0) {
      this.#skipped++;
    } else {
      const branch = this.#path.at(-1)?.branches.get(name);
      if (branch?.take) {
        this.#take = branch.take;
        this.#open.push(elementOf(name, attributes));
      } else if (branch) this.#path.push(branch);
      else this.#skipped = 1;
    }
  }

  text(text: string): void {
    this.#open.at(-1)!.text += text;
  }

  leave(): void {
    const element = this.#open.pop();
    if (element) {
      if (this.#open.length === 0) this.#take(element);
    } else if (this.#skipped > 0) this.#skipped--;
    else this.#path.pop();
  }
}

function elementOf(name: string, attributes: XmlElement["attributes"]): XmlElement {
  return { name, attributes, children: [], text: "" };
}

function branchesOf(records: Records): Branch {
  const root: Branch = { branches: new Map() };
  for (const [path, take] of Object.entries(records)) {
    let branch = root;
    for (const name of path.split("/")) {
      const next = branch.branches.get(name) ?? { branches: new Map() };
      branch.branches.set(name, next);
      branch = next;
    }
    branch.take = take;
  }
  return root;
}
