const wholeNumber = new Intl.NumberFormat("fr-FR");

/** `1 élève`, `1 200 élèves`; nothing is singular in French. */
export function counted(count: number, one: string, many: string): string {
  return `${wholeNumber.format(count)} ${count < 2 ? one : many}`;
}

/** `1 200`. */
export function frenchCount(count: number): string {
  return wholeNumber.format(count);
}
