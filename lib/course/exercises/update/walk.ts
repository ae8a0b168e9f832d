import { TensorData } from '../../../src/notebook/tensor-data';
import type { Method } from '../../../src/optimizers';
import type { Surface } from '../../../src/surfaces';
import type { Asked, Player, Walk } from '../exercise';
import { firstState } from './run';

/** Where a step is followed on its way, and how far. */
export interface Picture {
  /** The question that the picture answers. */
  readonly title: string;
  readonly surface: Surface;
  readonly start: readonly [number, number];
  readonly steps: number;
  readonly hyper: Readonly<Record<string, number>>;
}

/** Farther out there is nothing to draw. */
const outOfSight = 1e6;

/** The way of the method's own step down a surface, and of the student's, as far as it can be seen. */
export async function walkDown(method: Method, picture: Picture, { call, reference }: Asked): Promise<Walk> {
  const { title, surface: { name, parameters } } = picture;
  return {
    title,
    surface: { name, parameters },
    method: method.declaration.name,
    reference: await pointsOf(method, picture, reference),
    student: await pointsOf(method, picture, async given => (await call(given)).value),
  };
}

async function pointsOf(method: Method, { surface, start, steps, hyper }: Picture, step: Player): Promise<[number, number][]> {
  const settings = { ...(method.declaration.hyper as Readonly<Record<string, number>>), ...hyper };
  const first = new TensorData(start, [2]);
  let state: Readonly<Record<string, TensorData>> = { w: first, ...firstState(method, { start: first, gradients: [], hyper: [settings] }) };
  const points: [number, number][] = [[...start]];
  for (let t = 1; t <= steps; t++) {
    const at = points.at(-1) as [number, number];
    state = (await step([{ ...state, g: new TensorData(surface.gradient(at), [2]), t }, settings])) as Readonly<Record<string, TensorData>>;
    const [x = NaN, y = NaN] = (state['w'] as TensorData).values;
    if (!(Math.hypot(x, y) < outOfSight)) break;
    points.push([x, y]);
  }
  return points;
}
