import * as tf from '@tensorflow/tfjs';
import { DescentOptimizer, trace, type HyperOptions, type Method } from '../optimizers';
import type { Point, Surface } from '../surfaces';
import { knownOptions } from '../options';

/** The way of one method down a surface. */
export interface Path {
  /** The method's name, by which figures choose colour and dash. */
  readonly name: string;
  /** The weights before the first step and after each one: steps + 1 points, fewer if the path left every bound. */
  readonly points: ReadonlyArray<Point>;
  /** The loss at each point. */
  readonly losses: readonly number[];
  /** True when the weights grew past 10^6 or stopped being numbers, and the walk was ended there. */
  readonly diverged: boolean;
}

/** How `descend` walks down a surface. */
export interface PathOptions<Hyper extends string> {
  /** Where the walk begins; default the surface's first start. */
  readonly start?: Point;
  /** How many steps are taken, a whole number from 1 up; default 100. */
  readonly steps?: number;
  /** What the figure calls it; default the method's or the optimizer's name. */
  readonly name?: string;
  /** Hyper-parameters; the method's defaults where none are given. An optimizer that has been made brings its own. */
  readonly hyper?: HyperOptions<Hyper>;
}

const outOfSight = 1e6;

/**
 * Walks a surface with a method, or with an optimizer that has been made (a wrapped one, say). A method that is a formula is walked in float64; one whose update is a function, such as a student's own, on
 * tensors: with two weights the processor's, since a GPU's answer takes longer than the arithmetic and cannot be waited for here.
 *
 * Errors: `steps` that is not a whole number from 1 up, hyper-parameters outside their intervals. A walk that leaves every bound is no error: see
 * `diverged`.
 */
export function descend<Hyper extends string>(
  surface: Surface,
  of: Method<Hyper> | DescentOptimizer,
  options: PathOptions<Hyper> = {},
): Path {
  const made = of instanceof DescentOptimizer;
  const { start = surface.starts[0] as Point, steps = 100, name = made ? of.name : of.declaration.name, hyper } = knownOptions('descend', options, {
    start: true,
    steps: true,
    name: true,
    hyper: true,
  });
  if (!Number.isInteger(steps) || steps < 1) throw new Error(`descend: steps must be a whole number from 1 up, got ${steps}`);
  const walked = made || of.program !== undefined ? inFloat64(surface, of, start, steps, hyper) : onTensors(surface, of, start, steps, hyper);
  const end = walked.findIndex(([x, y]) => !(Math.hypot(x, y) < outOfSight));
  const points = end < 0 ? walked : walked.slice(0, end);
  return { name, points, losses: points.map(point => surface.value(point)), diverged: end >= 0 };
}

function inFloat64<Hyper extends string>(
  surface: Surface, of: Method<Hyper> | DescentOptimizer, start: Point, steps: number, hyper?: HyperOptions<Hyper>,
): Point[] {
  const rows = trace(of, { start, steps, gradient: w => surface.gradient(w), ...(hyper && { hyper }) });
  return [start, ...rows.map(({ w }): Point => [w[0] as number, w[1] as number])];
}

function onTensors<Hyper extends string>(surface: Surface, method: Method<Hyper>, start: Point, steps: number, hyper?: HyperOptions<Hyper>): Point[] {
  const backend = tf.getBackend();
  // The cpu backend starts at once, so there is nothing to await.
  if (backend === 'webgpu') void tf.setBackend('cpu');
  const optimizer = method(hyper);
  const w = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
  const points: Point[] = [start];
  try {
    for (let t = 1; t <= steps && Math.hypot(...(points[points.length - 1] as Point)) < outOfSight; t++) {
      optimizer.minimize(() => surface.onTensors(w), false, [w]);
      const [x, y] = w.dataSync();
      points.push([x as number, y as number]);
    }
  } finally {
    optimizer.dispose();
    w.dispose();
    if (backend === 'webgpu') void tf.setBackend(backend);
  }
  return points;
}
