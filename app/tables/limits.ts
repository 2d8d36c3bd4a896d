/** The most that a portal's file may weigh. A real one has some thousand lines and ten columns. */
export const portalLimits = {
  fileBytes: 10_000_000,
  lines: 20_000,
  columns: 100,
  /** Characters of one line. */
  lineChars: 20_000,
} as const;
