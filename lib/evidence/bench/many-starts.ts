import * as tf from '@tensorflow/tfjs';
import { seededRandom } from '../../src/datasets';
import { manyRuns } from '../../src/descent';
import { adam } from '../../src/optimizers';
import { rosenbrock, type Point } from '../../src/surfaces';
import type { Contender } from './measure';
import { counted, type Prepared, type Row, type Scope } from './row';

const eta = 0.01;

/** So many starts are walked one at a time, and the time scaled up: all of them would take ten minutes and more. */
const startsOneByOne = 3;

/** Both round to 1e-7 in each step, one with the formula's derivative, one with TensorFlow.js's; a step itself is 1e-2 long. */
const tolerance = 1e-4;

/** Many walks down one surface as one batched program, against one walk after the other. */
export function manyStarts({ quick }: Scope): Row[] {
  const [count, steps] = quick ? [1000, 20] : [10_000, 200];
  return [{
    name: `Rosenbrock, ${counted(count)} starts, ${steps} steps of Adam, against one start at a time`,
    prepare: () => prepare(count, steps),
  }];
}

async function prepare(count: number, steps: number): Promise<Prepared> {
  const surface = rosenbrock();
  const random = seededRandom(1);
  const within = ([low, high]: Point): number => low + (high - low) * random.uniform();
  const starts = Array.from({ length: count }, (): Point => [within(surface.window.x), within(surface.window.y)]);
  const together = (points: readonly Point[]): ReturnType<typeof manyRuns> => manyRuns(surface, adam, { starts: points, steps, hyper: { eta } });
  const oneByOne = new OneByOne(starts.slice(0, startsOneByOne), steps);
  const [end] = await together(starts.slice(0, startsOneByOne));
  await oneByOne.repeat(1);
  oneByOne.ends.forEach(([x, y], run) => {
    const [ourX, ourY] = [end?.x[run] ?? NaN, end?.y[run] ?? NaN];
    if (Math.hypot(ourX - x, ourY - y) <= tolerance) return;
    throw new Error(`bench: start ${run} ends at (${ourX}, ${ourY}) with the others and at (${x}, ${y}) alone; they do not compute the same`);
  });
  const ours: Contender = {
    repeat: async times => {
      for (let i = 0; i < times; i++) await together(starts);
    },
  };
  const rivalScale = count / startsOneByOne;
  return {
    ours,
    rival: oneByOne,
    rivalScale,
    note: () => `one at a time, ${startsOneByOne} starts were measured and the time multiplied by ${Math.round(rivalScale)}`,
    dispose: () => undefined,
  };
}

/** What a program without `manyRuns` does: a variable and an optimizer for each start, TensorFlow.js's gradient, one step after the other. */
class OneByOne implements Contender {
  ends: Point[] = [];

  constructor(private readonly starts: readonly Point[], private readonly steps: number) {}

  async repeat(times: number): Promise<void> {
    for (let i = 0; i < times; i++) {
      this.ends = [];
      for (const start of this.starts) this.ends.push(await this.walk(start));
    }
  }

  private async walk(start: Point): Promise<Point> {
    const surface = rosenbrock();
    const w = tf.tidy(() => tf.variable(tf.tensor1d([...start])));
    const optimizer = adam({ eta });
    for (let t = 1; t <= this.steps; t++) optimizer.minimize(() => surface.onTensors(w), false, [w]);
    const [x, y] = await w.data();
    optimizer.dispose();
    w.dispose();
    return [x as number, y as number];
  }
}
