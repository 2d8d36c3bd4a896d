/** Equality of plain values, one of which may have gone through JSON: `undefined` equals absent. */
export function isDeepEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  for (const key in a) {
    const value = a[key as never];
    if (value !== undefined && !isDeepEqual(value, b[key as never])) return false;
  }
  for (const key in b) if (b[key as never] !== undefined && a[key as never] === undefined) return false;
  return true;
}
