const inOrder = new Intl.Collator("fr", { numeric: true });

/** 2NDE2 before 2NDE10. */
export function compareDivisionCodes(a: string, b: string): number {
  return inOrder.compare(a, b);
}
