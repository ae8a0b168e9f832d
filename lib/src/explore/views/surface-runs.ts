import { seededRandom } from '../../datasets/random';
import { written } from '../../figures/written';
import type { Settings } from '../settings';
import type { Compiled, Values } from '../walk';
import { numberOf, walkOf, type Count, type Walker } from './walkers';

export type Point = readonly [x: number, y: number];

/** A loss of two weights as the JavaScript reading writes it. */
export interface CompiledSurface {
  readonly title: string;
  readonly value: Compiled<number>;
  readonly dx: Compiled<number>;
  readonly dy: Compiled<number>;
  readonly parameters: Readonly<Record<string, number>>;
  readonly window: { readonly x: Point; readonly y: Point };
  readonly minima: readonly Point[];
  readonly start: Point;
  /** The hyper-parameters of each method here, in their order, where they are other than elsewhere. */
  readonly hyper?: readonly Walker['hyper'][];
}

/** Methods on a surface, or on one of several. */
export interface SurfaceRuns {
  readonly surfaces: readonly CompiledSurface[];
  /** The setting that chooses among the surfaces. */
  readonly choice?: string;
  readonly walkers: readonly Walker[];
  readonly steps: Count;
  /** Normal noise on every gradient, as `noisy` makes it. */
  readonly noise?: { readonly sigma: Compiled<number>; readonly seed: number | string };
}

/** A way down a surface; it ends where it leaves all bounds. */
export interface Run {
  readonly walker: Walker;
  readonly points: readonly Point[];
  readonly losses: readonly number[];
  readonly diverged: boolean;
}

/** As far as `descend` follows a way. */
const outOfSight = 1e6;

export function chosenSurface({ surfaces, choice }: SurfaceRuns, settings: Settings): { surface: CompiledSurface; parameters: Values } {
  const surface = surfaces[choice === undefined ? 0 : (settings[choice] as number)] as CompiledSurface;
  const moved = Object.keys(surface.parameters).filter(name => name in settings);
  return { surface, parameters: { ...surface.parameters, ...Object.fromEntries(moved.map(name => [name, settings[name] as number])) } };
}

export function runsOf(runs: SurfaceRuns, settings: Settings): Run[] {
  const { surface, parameters } = chosenSurface(runs, settings);
  const start: Point = [settings['x'] as number, settings['y'] as number];
  return runs.walkers.map((everywhere, k) => {
    const walker = { ...everywhere, hyper: surface.hyper?.[k] ?? everywhere.hyper };
    const exact = ([x = NaN, y = NaN]: Float64Array): Point => [surface.dx({ ...parameters, x, y }), surface.dy({ ...parameters, x, y })];
    const walked = walkOf(walker, settings, { start, steps: runs.steps, gradient: roughened(exact, runs, settings) });
    const weights = walked.map(({ values }): Point => {
      const [x = NaN, y = NaN] = values['w'] as Float64Array;
      return [x, y];
    });
    const all = [start, ...weights];
    const end = all.findIndex(([x, y]) => !(Math.hypot(x, y) < outOfSight));
    const points = end < 0 ? all : all.slice(0, end);
    return { walker, points, losses: points.map(([x, y]) => surface.value({ ...parameters, x, y })), diverged: end >= 0 };
  });
}

/** The gradient with its noise; one stream for a way, so that all meet the same. */
function roughened(gradient: (point: Float64Array) => Point, { noise }: SurfaceRuns, settings: Settings): (point: Float64Array) => Point {
  if (noise === undefined) return gradient;
  const [sigma, random] = [noise.sigma(settings), seededRandom(numberOf(noise.seed, settings))];
  return point => {
    const [dx, dy] = gradient(point);
    return [dx + sigma * random.normal(), dy + sigma * random.normal()];
  };
}

/** On another surface the descent starts where that surface has its first start. */
export function followSurface(runs: SurfaceRuns, moved: readonly string[], settings: Settings): Settings {
  if (runs.choice === undefined || !moved.includes(runs.choice)) return {};
  const [x, y] = chosenSurface(runs, settings).surface.start;
  return { x, y };
}

/** Where a way ends, in a sentence. */
export function endWords({ walker: { name }, points, losses, diverged }: Run): string {
  const steps = points.length - 1;
  if (diverged) return `${name} diverges: after ${steps} steps it is beyond all bounds.`;
  const [x, y] = points[steps] as Point;
  return `${name}: loss ${written(losses[steps] as number)} after ${steps} steps, at (${placeText(x)}, ${placeText(y)}).`;
}

/** Thousandths are finer than the picture. */
function placeText(coordinate: number): string {
  return written(Number(coordinate.toFixed(3)));
}
