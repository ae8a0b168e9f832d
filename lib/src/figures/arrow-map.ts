import type { Data } from 'plotly.js';
import type { Point, Surface } from '../surfaces';
import { figure, type Figure } from './figure';
import { contourLines, minimaOf, windowOf } from './ground';
import { palette, stylesOf, type MethodStyle } from './theme';
import { alternative, counted, wordNames, type FigureWords } from './words';
import { written } from './written';
import { knownOptions, type Names } from '../options';

/** One arrow on a surface. */
export interface Arrow {
  /** What the legend calls it. */
  readonly name: string;
  /** Where it begins. */
  readonly from: Point;
  /** Where its head is. */
  readonly to: Point;
  /** The method whose colour and dash it borrows; default what its name chooses. */
  readonly style?: string;
}

/** What `arrowMap` draws: arrows over the contour lines of a surface, and its words. */
export interface ArrowMapOptions extends FigureWords {
  /** The ground; its window is what is drawn. */
  readonly surface: Surface;
  /** The arrows, in the order of the legend. */
  readonly arrows: readonly Arrow[];
}

const arrowNames: Names<Arrow> = { name: true, from: true, to: true, style: true };

const optionNames: Names<ArrowMapOptions> = { ...wordNames, surface: true, arrows: true };

/**
 * Arrows over the contour lines of a surface: how a step is put together. A point where an arrow begins is marked once. The arrows' directions and
 * lengths are those of the picture, whose axes may have different units. Errors: an empty title, no arrow, one whose ends are no finite numbers.
 */
export function arrowMap(options: ArrowMapOptions): Figure {
  const { title, surface, arrows: given, caption } = knownOptions('arrow map', options, optionNames);
  const arrows = given.map(arrow => knownOptions('arrow map: an arrow', arrow, arrowNames));
  if (arrows.length === 0) throw new Error('arrow map: arrows is empty; give at least one');
  for (const { name, from, to } of arrows) {
    if ([...from, ...to].every(Number.isFinite)) continue;
    throw new Error(`arrow map: "${name}" must go from one point to another, got ${from.join(', ')} and ${to.join(', ')}`);
  }
  const styles = stylesOf(arrows.map(arrow => arrow.style ?? arrow.name));
  const beginnings = [...new Map(arrows.map(({ from }) => [from.join(), from])).values()];
  return figure({
    title,
    alt: alternative(options, () => arrowWords(surface, arrows)),
    data: [
      contourLines(surface),
      ...arrows.map((arrow, index) => drawn(arrow, styles[index] as MethodStyle)),
      {
        type: 'scatter', mode: 'markers', showlegend: false, hoverinfo: 'skip',
        x: beginnings.map(([x]) => x), y: beginnings.map(([, y]) => y), marker: beginning,
      },
      ...minimaOf(surface),
    ],
    layout: windowOf(surface),
    height: 460,
    ...(caption !== undefined && { caption }),
  });
}

const beginning = { symbol: 'circle', size: 8, color: palette.brown, line: { color: '#ffffff', width: 1 } } as const;

/** A line with a head: the second marker is turned along the line that leads to it. */
function drawn({ name, from, to }: Arrow, { color, dash }: MethodStyle): Data {
  return {
    type: 'scatter',
    mode: 'lines+markers',
    name,
    x: [from[0], to[0]],
    y: [from[1], to[1]],
    line: { color, dash, width: 2.75 },
    marker: { color, symbol: 'arrow', angleref: 'previous', size: [0, 15], opacity: 1 },
    hovertemplate: `(%{x}, %{y})<extra>${name}</extra>`,
  } as Data;
}

function arrowWords(surface: Surface, arrows: readonly Arrow[]): string {
  const place = ([x, y]: Point): string => `(${written(x)}, ${written(y)})`;
  const ways = arrows.map(({ name, from, to }) => `${name}: from ${place(from)} to ${place(to)}, where the loss is ${written(surface.value(to))}.`);
  return [`${surface.title}: ${counted(arrows.length, 'arrow')}.`, ...ways].join(' ');
}
