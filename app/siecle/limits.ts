/** The most that an import may weigh. A real school stays far below; a hostile file stops here. */
export interface Limits {
  /** Files received together. */
  readonly files: number;
  /** One received file, ZIP or XML. */
  readonly fileBytes: number;
  /** One XML, unpacked. A pupil takes about 2.5 kB in each of the two SIECLE files. */
  readonly xmlBytes: number;
  readonly importBytes: number;
  readonly zipEntries: number;
  /** Unpacked bytes per packed byte, judged beyond `zipRatioFromBytes`. Real exports are near 20. */
  readonly zipRatio: number;
  readonly zipRatioFromBytes: number;
  readonly depth: number;
  readonly attributes: number;
  /** Characters between two tags: bounds texts, attribute lists, comments and the like. */
  readonly runChars: number;
  /** Characters of one person, class or tie. */
  readonly recordChars: number;
  /** Elements of one person, class or tie. */
  readonly recordElements: number;
  /** People, classes and ties of one file: 20,000 pupils make about 100,000. */
  readonly records: number;
  readonly warnings: number;
}

export const defaultLimits: Limits = {
  files: 20,
  fileBytes: 60_000_000,
  xmlBytes: 60_000_000,
  importBytes: 120_000_000,
  zipEntries: 200,
  zipRatio: 200,
  zipRatioFromBytes: 1_000_000,
  depth: 64,
  attributes: 100,
  runChars: 65_536,
  recordChars: 1_000_000,
  recordElements: 20_000,
  records: 200_000,
  warnings: 100,
};
