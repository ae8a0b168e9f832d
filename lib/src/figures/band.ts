import type { Data } from 'plotly.js';

/** A range around a curve. */
export interface Band {
  readonly x: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
  /** The colour of the curve, '#rrggbb'. */
  readonly color: string;
}

/** Coverage of the colour: two bands that overlap can still be told apart, and the grid is seen through them. */
const opacity = '2e';

/** The area between two curves, a piece for every stretch without a gap. Where one of them is no number there is none. */
export function band({ x, low, high, color }: Band): Data[] {
  const pieces: number[][] = [[]];
  x.forEach((_, place) => {
    if (Number.isFinite(low[place]) && Number.isFinite(high[place])) pieces.at(-1)?.push(place);
    else if (pieces.at(-1)?.length) pieces.push([]);
  });
  return pieces.filter(places => places.length > 1).map((places): Data => {
    const back = [...places].reverse();
    return {
      type: 'scatter',
      mode: 'lines',
      x: [...places, ...back].map(place => x[place] as number),
      y: [...places.map(place => high[place] as number), ...back.map(place => low[place] as number)],
      fill: 'toself',
      fillcolor: color + opacity,
      line: { color, width: 0 },
      hoverinfo: 'skip',
      showlegend: false,
    };
  });
}
