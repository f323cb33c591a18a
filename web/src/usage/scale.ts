/** The highest line of a chart: a round number at or above every value, and at least 5. */
export function topOf(values: readonly number[]): number {
  const highest = Math.max(5, ...values);
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 3, 4, 5, 6, 8, 10].find((times) => times * power >= highest) ?? 10;
  return step * power;
}
