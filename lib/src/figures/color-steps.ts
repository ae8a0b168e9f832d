/** A scale of one colour for each whole number, without anything between. */
export function colorSteps(colors: readonly string[]): [number, string][] {
  return colors.flatMap((color, k): [number, string][] => [[k / colors.length, color], [(k + 1) / colors.length, color]]);
}
