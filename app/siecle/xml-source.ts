/** One XML, alone or in a ZIP, that can be read from its beginning as often as needed. */
export interface XmlSource {
  readonly name: string;
  /** Its first bytes. */
  readonly head: Buffer;
  /** The room it takes in the received file. */
  readonly storedBytes: number;
  /** What it is said to hold; a ZIP may lie. */
  readonly saidBytes: number;
  open(): AsyncIterable<Buffer>;
}

export const chunkBytes = 64 * 1024;
