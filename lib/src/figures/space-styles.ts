import type { Dash, EndSymbol, MethodStyle } from './theme';

/** In space Plotly knows dashes by their names alone; a method with another gets the next one that no other line has. */
export function spatialDashes(styles: readonly Pick<MethodStyle, 'dash'>[]): Dash[] {
  const taken: Dash[] = styles.map(style => style.dash).filter(dash => spatial.includes(dash));
  return styles.map(({ dash }) => {
    if (spatial.includes(dash)) return dash;
    const free = spatial.find(candidate => !taken.includes(candidate)) ?? 'longdashdot';
    taken.push(free);
    return free;
  });
}

const spatial: readonly Dash[] = ['longdashdot', 'dashdot', 'longdash', 'dash', 'dot', 'solid'];

/** In space there are eight symbols, and so one for each in the plane. */
export const spatialSymbols: Readonly<Record<EndSymbol, string>> = {
  square: 'square',
  diamond: 'diamond',
  circle: 'circle',
  cross: 'cross',
  bowtie: 'x',
  'triangle-up': 'diamond-open',
  'triangle-down': 'square-open',
  pentagon: 'circle-open',
};
