import { describe, expect, test } from 'vitest';
import { pathLandscape, pathMap } from '../../lib/src/figures';
import { darkColors, groundScale } from '../../lib/src/figures/template';
import { palette, styleOf, stylesOf } from '../../lib/src/figures/theme';
import type { Path } from '../../lib/src/descent';
import { contrast } from './contrast';
import { beale, himmelblau, ravine, rosenbrock, saddle } from '../../lib/src/surfaces';

/** Methods that are compared in one lesson. */
const lessons: Record<string, readonly string[]> = {
  'gradient descent': ['batch', 'mini-batch', 'stochastic'],
  momentum: ['gradient descent', 'momentum', 'momentum (sum)', 'momentum (average)', 'heavy ball', 'nesterov'],
  'adaptive rates': ['gradient descent', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adadelta', 'adam', 'adamw'],
  adam: ['gradient descent', 'momentum', 'adagrad', 'rmsprop', 'adam', 'adam (no bias correction)'],
  'kin of adam': ['adam', 'adamw', 'adam-l2', 'nadam', 'adamax', 'amsgrad', 'adabelief', 'radam'],
  'today': ['gradient descent', 'momentum', 'adam', 'adamw', 'lion', 'muon'],
};

test.each(Object.entries(lessons))('the methods of a lesson differ in colour, and without colour in dash: %s', (_, names) => {
  const styles = names.map(styleOf);
  expect(new Set(styles.map(({ color }) => color)).size).toBe(names.length);
  expect(new Set(styles.map(({ dash }) => dash)).size).toBe(names.length);
  expect(new Set(styles.map(({ symbol }) => symbol)).size).toBe(names.length);
  expect(stylesOf(names)).toEqual(styles);
});

describe('in one figure', () => {
  test.each([
    ['a method drawn three times', ['adam', 'adam, η = 0.1', 'adam, η = 1']],
    ['methods whose own dashes are the same', ['adam', 'lion', 'mini-batch', 'sam', 'schedule-free']],
    ['a method of one\'s own, first or last', ['my adam', 'adam', 'momentum', 'my method']],
    ['no method at all', ['η = 1', 'η = 2', 'η = 3', 'η = 4', 'η = 5', 'η = 6', 'η = 7', 'η = 8']],
    ['nine lines', ['adam', 'adamw', 'lion', 'muon', 'sam', 'lars', 'lamb', 'yogi', 'mine']],
  ])('%s: no two lines share a dash', (_, names) => {
    expect(new Set(stylesOf(names).map(({ dash }) => dash)).size).toBe(names.length);
  });

  test('a listed method keeps its style whatever stands before it, and one of your own takes a free colour', () => {
    const names = ['my adam', 'my other', 'adam', 'momentum'];
    const styles = stylesOf(names);
    expect(styles.slice(2)).toEqual([styleOf('adam'), styleOf('momentum')]);
    expect(new Set(styles.map(({ color }) => color)).size).toBe(4);
  });

  test('more lines than there are dashes still get one each', () => {
    expect(stylesOf(Array.from({ length: 30 }, () => 'adam')).filter(({ dash, symbol }) => dash === undefined || symbol === undefined)).toEqual([]);
  });
});

/** A dark page has its own ground. */
const darkGround = darkColors.ground.map(([, shade]) => shade);

// WCAG 2.2, success criterion 1.4.11: graphics need a contrast of 3 with what is next to them.
test.each(Object.entries(palette))('%s can be seen on every shade of the ground', (_, color) => {
  for (const ground of [...groundScale.map(([, shade]) => shade), ...darkGround]) expect(contrast(color, ground), ground).toBeGreaterThanOrEqual(3);
});

/** A trace, as it comes out of JSON. */
interface Drawn {
  type: string;
  name: string;
  mode: string;
  x: number[];
  y: number[];
  line: { dash: string; width: number };
  marker: { symbol: string; size: number };
  hovertemplate: string;
  customdata: string[];
  showlegend?: boolean;
}

const path = (name: string, points: [number, number][], more: Partial<Path> = {}): Path =>
  ({ name, points, losses: points.map((_, step) => 24 / 4 ** step), diverged: false, ...more });
const draw = (make: typeof pathMap, paths: readonly Path[]): Drawn[] =>
  JSON.parse(JSON.stringify(make({ title: 'Where?', surface: rosenbrock(), paths }).data)) as Drawn[];
const meeting = [path('momentum', [[-1, 1], [0, 0], [1, 1]]), path('adam', [[-1, 1], [0.5, 0], [1, 1]])];

describe.each([['from above', pathMap], ['in space', pathLandscape]] as const)('paths %s', (_, make) => {
  const traces = draw(make, meeting);
  const [lineOne, lineTwo] = traces.filter(({ name, showlegend }) => ['momentum', 'adam'].includes(name) && showlegend === false);
  const ends = traces.filter(({ name, showlegend }) => ['momentum', 'adam'].includes(name) && showlegend !== false);

  test('end in a symbol of the method, drawn after all lines, and smaller where it would cover another', () => {
    expect(traces.slice(-2)).toEqual(ends);
    expect(ends.map(({ x, y }) => [x[0], y[0]])).toEqual([[1, 1], [1, 1]]);
    expect(ends.map(({ marker }) => marker.symbol)).toEqual(['square', 'diamond']);
    expect(ends[0]?.marker.size).toBeGreaterThan(ends[1]?.marker.size as number);
  });

  test('leave each other to be seen: the earlier is wider, and dashes differ', () => {
    expect(lineOne?.line.width).toBeGreaterThan(lineTwo?.line.width as number);
    expect([lineOne?.line.dash, lineTwo?.line.dash]).toEqual(['dash', 'solid']);
  });

  test('name method, step and loss under the pointer', () => {
    expect(lineTwo?.hovertemplate).toBe('step %{pointNumber}<br>loss %{customdata}<extra>adam</extra>');
    expect(lineTwo?.customdata).toEqual(['24', '6', '1.5']);
    expect(ends[1]?.hovertemplate).toBe('ends at step 2<br>loss %{customdata}<extra>adam</extra>');
    expect(ends[1]?.customdata[0]).toBe('1.5');
  });

  test('that diverge say so', () => {
    expect(draw(make, [path('adam', [[0, 0], [1e7, 1]], { diverged: true })]).at(-1)?.name).toBe('adam (diverges)');
  });
});

test('steps are marked where they are long, and not where markers would hide the dash', () => {
  const small = path('adam', Array.from({ length: 200 }, (_, step) => [step / 200, 0]));
  const [long, short] = [draw(pathMap, [meeting[0] as Path])[1], draw(pathMap, [small])[1]];
  expect([long?.mode, short?.mode]).toEqual(['lines+markers', 'lines']);
});

test('in space up to six lines differ in dash, by the names that Plotly has there', () => {
  const names = lessons['adaptive rates']?.slice(0, 6) as string[];
  const lines = draw(pathLandscape, names.map(name => path(name, [[0, 0], [1, 1]]))).filter(({ showlegend, type }) => type === 'scatter3d' && showlegend === false);
  const dashes = lines.map(({ line }) => line.dash);
  expect([...dashes].sort()).toEqual(['dash', 'dashdot', 'dot', 'longdash', 'longdashdot', 'solid'].sort());
});

interface Scene { zaxis: { title: { text: string }; range: [number, number] }; aspectratio: { x: number; y: number } }

describe('heights of a surface', () => {
  const sceneOf = (surface = ravine(), start: [number, number] = [-10, 2]) => {
    const paths = [path('adam', [start, [0, 0]], { losses: [surface.value(start), 0] })];
    const { layout, data } = JSON.parse(JSON.stringify(pathLandscape({ title: 'Where?', surface, paths }))) as { data: { z: number[][] }[]; layout: { scene: Scene } };
    return { z: data[0]?.z.flat() ?? [], scene: layout.scene };
  };

  test('are the loss itself where the walls are not much higher than the start', () => {
    const { z, scene } = sceneOf(ravine({ kappa: 10 }));
    expect(scene.zaxis.title.text).toBe('loss');
    // The corner (−10.5, 2.6): (110.25 + 10 · 6.76) / 2.
    expect(Math.max(...z)).toBeCloseTo(88.925, 9);
    expect(scene.aspectratio.x / scene.aspectratio.y).toBeCloseTo(2.5, 9);
  });

  test('are its root where they tower over it, so that the floor keeps its shape', () => {
    const { z, scene } = sceneOf(rosenbrock(), [-1.2, 1]);
    expect(scene.zaxis.title.text).toBe('√loss');
    // The corner (−2, −1): 9 + 100 · 25, whose root is 50.09; ten times that of the start, 24.2, is 49.19.
    expect(Math.max(...z)).toBeCloseTo(Math.sqrt(2509), 9);
    expect(scene.zaxis.range[1]).toBeCloseTo(10 * Math.sqrt(24.2), 9);
    expect(sceneOf(beale(), [1, 1]).scene.zaxis.range[1]).toBeCloseTo(10 * Math.sqrt(14.203125), 9);
  });

  test('start from the lowest point of a surface without a minimum, and a start at the bottom is no scale', () => {
    expect(sceneOf(saddle(), [1.5, 0.001]).scene.zaxis.title.text).toBe('loss');
    expect(sceneOf(himmelblau(), [3, 2]).scene.zaxis.title.text).toBe('loss');
  });
});
