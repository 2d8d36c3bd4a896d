/** An XML file, alone or in a ZIP, that can be read several times. */
export interface XmlSource {
  readonly name: string;
  readonly head: Buffer;
  /** Bytes taken in the received file. */
  readonly storedBytes: number;
  /** Bytes declared; a ZIP may lie. */
  readonly saidBytes: number;
  open(): AsyncIterable<Buffer>;
}

export const chunkBytes = 64 * 1024;
