import { counted, sentence } from './words';
import { written } from './written';

/** One descent on a parabola, as far as it is drawn. */
export interface Walk {
  readonly heading: string;
  /** 1 − ηλ, by which each step multiplies w. */
  readonly factor: number;
  readonly steps: number;
  /** The last w that is drawn. */
  readonly end: number;
}

/** What a reader would see of gradient descent on a parabola, panel by panel. */
export function stepWords({ curvature, start, steps, walks }: { curvature: number; start: number; steps: number; walks: readonly Walk[] }): string {
  const ground = `a parabola of curvature ${written(curvature)}`;
  const head = `${sentence(counted(walks.length, 'panel'))}: ${counted(steps, 'step')} from w = ${written(start)} on ${ground}.`;
  return [head, ...walks.map(walk => `${walk.heading}: ${courseOf(walk, start)}${walk.steps < steps ? ` in step ${walk.steps}` : ''}.`)].join(' ');
}

function courseOf({ factor, end }: Walk, start: number): string {
  // A rate such as 2/λ is rounded, and its factor with it.
  const is = (value: number): boolean => Math.abs(factor - value) < 1e-9;
  const reached = `to w = ${written(end)}`;
  if (is(0)) return 'at the bottom after one step';
  if (is(1)) return 'never moves';
  if (is(-1)) return `from side to side between ${written(start)} and ${written(-start)} for ever`;
  if (factor > 1) return `up one side ${reached}`;
  if (factor < -1) return `from side to side and up ${reached}`;
  return factor > 0 ? `down one side ${reached}` : `from side to side and down ${reached}`;
}
