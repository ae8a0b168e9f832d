/** What Plotly puts behind "x" and "y" for the axes of a panel, counted from 0: the first has nothing, the second a 2. */
export function axisSuffix(panel: number): string {
  return panel === 0 ? '' : String(panel + 1);
}
