/** Values as an axis has them: a logarithmic one has none that is not positive, and Plotly would draw a line to it out of the picture. They become gaps. */
export function onAxis(values: readonly number[], log: boolean): number[] {
  return values.map(value => (log && value <= 0 ? NaN : value));
}
