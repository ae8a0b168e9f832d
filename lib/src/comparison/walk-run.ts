import { seededRandom } from '../datasets';
import { descend, type Path } from '../descent';
import { noisy, type Surface } from '../surfaces';
import type { CheckedContender } from './contender';
import type { Setting } from './grid';
import { defaults, placeOfValue, type Run, type SurfaceTask } from './task';

/** Walks down a surface from the start that a seed draws, the same for every method. */
export function walkRun({ method, make, hyper }: CheckedContender, task: SurfaceTask, setting: Setting, seed: number): Run {
  const { surface, steps = defaults.steps, starts = surface.window, noise = 0, goal } = task;
  const random = seededRandom(seed);
  const start = [starts.x, starts.y].map(([low, high]) => low + (high - low) * random.uniform()) as [number, number];
  const seen = noise === 0 ? surface : noisy(surface, { sigma: noise, seed: random.integer(2 ** 32) });
  const path =
    method === undefined ? walkMade(seen, make(setting), start, steps) : descend(seen, method, { start, steps, hyper: { ...hyper, ...setting } });
  const measured = measureAlong(path, task);
  const curve = Array.from({ length: steps + 1 }, (_, step) => finite(measured[step]));
  const place = placeOfValue(curve, goal);
  const value = goal === undefined ? (curve[place] as number) : place < 0 ? Infinity : place;
  return { value, curve, axes: { step: curve.map((_, step) => step) } };
}

function walkMade(surface: Surface, optimizer: ReturnType<CheckedContender['make']>, start: [number, number], steps: number): Path {
  try {
    return descend(surface, optimizer, { start, steps });
  } finally {
    optimizer.dispose();
  }
}

function measureAlong({ points, losses }: Path, { surface, measure }: SurfaceTask): readonly number[] {
  if (measure === 'loss') return losses;
  return points.map(([x, y]) => Math.min(...surface.minima.map(([mx, my]) => Math.hypot(x - mx, y - my))));
}

function finite(value = Infinity): number {
  return Number.isFinite(value) ? value : Infinity;
}
