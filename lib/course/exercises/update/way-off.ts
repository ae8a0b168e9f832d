import { TensorData } from '../../../src/notebook/tensor-data';
import type { Method } from '../../../src/optimizers';
import type { Asked } from '../exercise';
import { firstDifference, same, shown, written } from '../numbers';
import { weightsAlong, type Run } from './run';

/** Of a float32 weight seven digits are known; some dozen operations a step, a few steps, and sums that cancel take one or two of them. */
const allowed = 2e-5;

/** Runs, and where they end when somebody else has computed it. */
export interface Ways {
  readonly method: Method;
  readonly runs: readonly Run[];
  readonly end?: readonly number[] | undefined;
}

/** Walks each run, and says in which step, and at which index, the weights first leave the way of the reference; undefined where they never do. */
export async function firstWayOff({ method, runs, end }: Ways, { call, reference }: Asked): Promise<string | undefined> {
  for (const run of runs) {
    const right = await weightsAlong(method, run, reference);
    if (end !== undefined) right.splice(-1, 1, new TensorData(end, run.start.shape));
    const sizes = run.start.values.map((first, k) => Math.max(Math.abs(first), ...right.map(w => Math.abs(w.values[k] as number))));
    let wrong: string | undefined;
    await weightsAlong(method, run, async given => (await call(given)).value, (w, step) => {
      wrong = wayOff(right[step] as TensorData, w, sizes, step, run);
      return wrong === undefined;
    });
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function wayOff(right: TensorData, w: TensorData, sizes: readonly number[], step: number, run: Run): string | undefined {
  const at = right.values.findIndex((value, k) => !same(value, w.values[k] as number, allowed * Math.max(sizes[k] as number, 1e-30)));
  if (at < 0) return undefined;
  if (isTransposed(right, w)) return `w after step ${step + 1} is transposed: its rows are the columns that it should have`;
  const { gradients, start, hyper } = run;
  const place = right.values.length === 1 ? '' : ` at ${firstDifference(only(right, at, 0), only(right, at, 1), 0)?.label}`;
  const got = w.values[at] as number;
  if (Number.isNaN(got)) return `w is no number after step ${step + 1}${place}, where g is ${written(gradients[step]?.values[at] as number)}`;
  const given = step === 0 ? ` from w = ${shown(start)} with g = ${shown(gradients[0])} and` : ' with';
  const when = `w after step ${step + 1}${given} ${settings(hyper[step] as Readonly<Record<string, number>>)}`;
  return `${when}: expected ${written(right.values[at] as number)}, got ${written(got)}${place}`;
}

/** Of a square matrix the shape does not tell. */
function isTransposed({ values, shape: [rows = 0, columns] }: TensorData, w: TensorData): boolean {
  if (rows < 2 || rows !== columns) return false;
  return values.every((value, k) => same(value, w.values[(k % rows) * rows + Math.floor(k / rows)] as number, allowed * Math.max(Math.abs(value), 1)));
}

function settings(hyper: Readonly<Record<string, number>>): string {
  return Object.entries(hyper).map(([name, value]) => `${name} = ${Number(value.toPrecision(4))}`).join(', ');
}

/** A tensor of this shape that is zero but at one place. */
function only({ values, shape }: TensorData, at: number, value: number): TensorData {
  return new TensorData(values.map((_, k) => (k === at ? value : 0)), shape);
}
