export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** `share`: 0 the least, 1 the greatest; interpolates between two values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}
