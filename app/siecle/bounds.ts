import type { SaxesParser } from "saxes";
import type { Limits } from "#siecle/limits.ts";
import { Refused } from "#siecle/refused.ts";

/** Refuses what would fill saxes's or our memory, as soon as it passes a limit. */
export class Bounds {
  readonly #parser: SaxesParser;
  readonly #file: string;
  readonly #limits: Limits;
  #written = 0;
  #lastTag = 0;
  lastTagLine = 1;
  #depth = 0;
  #attributes = 0;
  #recordStart: number | undefined;
  #recordElements = 0;
  #records = 0;

  constructor(parser: SaxesParser, file: string, limits: Limits) {
    this.#parser = parser;
    this.#file = file;
    this.#limits = limits;
    parser.on("attribute", () => {
      if (++this.#attributes > limits.attributes) this.#refuse();
    });
  }

  enter(): void {
    this.#tag();
    this.#attributes = 0;
    if (++this.#depth > this.#limits.depth) this.#refuse();
  }

  inRecord(isInRecord: boolean): void {
    if (!isInRecord) this.#recordStart = undefined;
    else if (this.#recordStart === undefined) {
      this.#recordStart = this.#lastTag;
      this.#recordElements = 0;
      if (++this.#records > this.#limits.records) this.#refuse();
    } else {
      const chars = this.#lastTag - this.#recordStart;
      // Called at both ends of an element.
      const elements = ++this.#recordElements / 2;
      if (chars > this.#limits.recordChars || elements > this.#limits.recordElements) this.#refuse();
    }
  }

  leave(): void {
    this.#tag();
    this.#depth--;
  }

  /** After each chunk: saxes buffers at most what came since the last tag. */
  written(chars: number): void {
    this.#written += chars;
    this.#checkRun(this.charsSinceTag);
  }

  get charsSinceTag(): number {
    return this.#written - this.#lastTag;
  }

  #tag(): void {
    const position = this.#parser.position;
    this.#checkRun(position - this.#lastTag);
    this.#lastTag = position;
    this.lastTagLine = this.#parser.line;
  }

  /** A lone `&` or quote, or a comment without end, swallows all that follows. */
  #checkRun(chars: number): void {
    if (chars <= this.#limits.runChars) return;
    throw new Refused({ code: "malformed", file: this.#file, line: this.lastTagLine });
  }

  #refuse(): never {
    throw new Refused({ code: "out-of-proportion", file: this.#file, line: this.#parser.line });
  }
}
