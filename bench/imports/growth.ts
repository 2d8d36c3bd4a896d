/** How time grows with people: the exponent e of time = c · people^e, by least squares on the logarithms. */
export function growthExponent(points: readonly { people: number; ms: number }[]): number {
  const logs = points.map(({ people, ms }) => ({ x: Math.log(people), y: Math.log(ms) }));
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(logs.map(({ x }) => x));
  const meanY = mean(logs.map(({ y }) => y));
  const shared = logs.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const own = logs.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  return shared / own;
}
