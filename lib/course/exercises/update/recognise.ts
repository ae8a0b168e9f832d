import { seededRandom, type Random } from '../../../src/datasets';
import type { Program } from '../../../src/formula/check';
import { TensorData } from '../../../src/notebook/tensor-data';
import type { Method } from '../../../src/optimizers';
import type { Asked, Player, WrongVersion } from '../exercise';
import { same } from '../numbers';
import { whoseNumbers } from '../sentences';
import { drawHyper } from './draw';
import { lineOf, slipsIn } from './programs';
import { hyperOf, weightsAlong, type Run } from './run';

/** Float32 loses a little in each of some dozen operations; versions that are to be told apart differ by much more, which a test makes sure of. */
const alike = 1e-4;

/** The ways that a function went when it was asked for steps that tell versions apart. */
interface Observed {
  readonly runs: readonly Run[];
  readonly paths: readonly (readonly TensorData[])[];
}

/**
 * Whose numbers a student's are: the function is asked for steps that no two versions answer alike. Where none of them fits, two slips at once are
 * tried. Undefined where it is none of these, and where the numbers are right.
 */
export async function recogniseUpdate(method: Method, wrong: readonly WrongVersion[], asked: Asked): Promise<string | undefined> {
  const observed = await observe(method, async given => (await asked.call(given)).value);
  if (await goes(method, asked.reference, observed)) return undefined;
  if (standsStill(observed)) return 'w never changes: is the step taken off, and is the new w returned?';
  const found: WrongVersion[] = [];
  for (const version of wrong) {
    if (await goes(method, version.plays, observed)) found.push(version);
  }
  // Where hardly a number is one, too many versions are alike.
  if (!isNumerous(observed)) return found.length <= mostAlike ? whoseNumbers(found, undefined) : undefined;
  return whoseNumbers(found, lineOf(method.program as Program)) ?? twoSlips(method, observed);
}

const mostAlike = 3;

/** Lets a version go the telling ways. */
export async function observe(method: Method, step: Player): Promise<Observed> {
  const runs = tellingRuns(method);
  const paths: TensorData[][] = [];
  for (const run of runs) paths.push(await weightsAlong(method, run, step));
  return { runs, paths };
}

/** Whether a version goes the ways that were observed. */
export async function goes(method: Method, plays: Player, { runs, paths }: Observed): Promise<boolean> {
  for (const [k, run] of runs.entries()) {
    let agrees = true;
    await weightsAlong(method, run, plays, (w, step) => (agrees = isAlike(w, paths[k]?.[step], run)));
    if (!agrees) return false;
  }
  return true;
}

function isNumerous({ paths }: Observed): boolean {
  const numbers = paths.flat().flatMap(({ values }) => values);
  return 5 * numbers.filter(Number.isFinite).length > numbers.length;
}

function standsStill({ runs, paths }: Observed): boolean {
  return paths.every((path, k) => path.every(w => w.values.every((value, i) => value === Math.fround(runs[k]?.start.values[i] as number))));
}

/** Slips that are made together more than by chance; of the others there are too many, and too many of them alike. */
const common = new Set(['swapped', 'sign', 'stale', 'power', 'misplaced', 'dropped', 'not kept']);

async function twoSlips(method: Method, observed: Observed): Promise<string | undefined> {
  for (const first of slipsIn(method, method.program as Program).filter(({ slip }) => common.has(slip))) {
    for (const second of slipsIn(method, first.program).filter(({ slip }) => common.has(slip))) {
      if (await goes(method, second.plays, observed)) return `your numbers are those of a version with two slips: ${first.says}, and ${second.says}`;
    }
  }
  return undefined;
}

function isAlike(w: TensorData, seen: TensorData | undefined, { start }: Run): boolean {
  if (seen === undefined) return false;
  return w.values.every((value, k) => {
    const other = seen.values[k] as number;
    if (!Number.isFinite(value) || !Number.isFinite(other)) return same(value, other, 0);
    return same(value, other, alike * Math.max(Math.abs(value), Math.abs(other), Math.abs(start.values[k] as number)));
  });
}

/**
 * The ways on which versions part. Beside steps as any, some with no gradient below zero, where a root of a sum of gradients is a number, and some
 * that begin with a later one, where a power that is off by one divides by no zero.
 */
export function tellingRuns(method: Method): Run[] {
  const [first, second, third] = [1, 2, 3].map(seed => tellingRun(method, seededRandom(seed))) as [Run, Run, Run];
  return [first, second, { ...third, gradients: third.gradients.map(({ values, shape }) => new TensorData(values.map(Math.abs), shape)), from: 3 }];
}

const steps = 8;

/**
 * Steps that tell versions apart. Weights see gradients of very different sizes, one as small as ε and one that is zero at first, and the rate changes
 * from step to step. Weights are as small as their steps, so that a small difference between steps is no small one between weights.
 */
export function tellingRun(method: Method, random: Random): Run {
  const hyper = drawHyper(method, random);
  const scales = [1, 0.05, hyper['epsilon'] ?? 0.3, 0.4];
  const drawn = (scale: number): number => scale * (0.3 + random.uniform()) * (random.uniform() < 0.5 ? -1 : 1);
  const gradients = Array.from({ length: steps }, (_, step) => new TensorData(scales.map((scale, k) => (k === 3 && step < 2 ? 0 : drawn(scale))), [scales.length]));
  const rate = method.declaration.rate ?? 'eta';
  const eta = hyper[rate] ?? 0;
  const rates = Array.from({ length: steps }, () => eta * (0.4 + 1.2 * random.uniform()));
  const start = new TensorData(scales.map(scale => drawn(Math.max(scale, eta))), [scales.length]);
  return { start, gradients, hyper: hyperOf(steps, { ...hyper, [rate]: rates }) };
}
