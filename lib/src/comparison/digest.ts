import { createHash } from 'node:crypto';
import type { Dataset } from '../datasets';
import { seededRandom } from '../datasets';
import { trace, type Method } from '../optimizers';
import type { Surface } from '../surfaces';
import type { CheckedContender } from './contender';
import type { CheckedComparison } from './declaration';
import { isWalk, type Task, type TrainingTask } from './task';

/** Raised when the way of running, measuring or recording changes, so that no older record fits. */
export const recordFormat = 1;

/**
 * A name for everything that decides a comparison's result: what is declared, the methods' formulas, the surface, the examples, and the format. Two
 * comparisons with one digest have one result; whatever a student changes gives another.
 */
export function digestOf({ contenders, searchSeeds, seeds, task }: CheckedComparison): string {
  const whole = {
    recordFormat,
    searchSeeds,
    seeds,
    measure: task.measure,
    goal: task.goal,
    contenders: contenders.map(contender => {
      const { name, grid, hyper, rate } = contender;
      return { name, grid, hyper, rate, method: identityOf(contender), task: taskIdentity(contender.task) };
    }),
  };
  return hash(JSON.stringify(whole));
}

function hash(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex').slice(0, 24);
}

/** A formula is its text. What is made by a function, of wrappers and schedules say, is told by its configuration and by what it does. */
function identityOf(contender: CheckedContender): object {
  const { method } = contender;
  if (method !== undefined && method.program !== undefined) {
    const { declaration, at, initial, program } = method;
    const lines = program.lines.map(({ text }) => text);
    const first = [...initial].map(([slot, value]) => [slot, typeof value === 'number' ? value : value.text]);
    return { name: declaration.name, hyper: declaration.hyper, lines, at: at?.text, first };
  }
  const optimizer = contender.make(contender.settings[0] ?? {});
  try {
    return { name: optimizer.name, kind: optimizer.getClassName(), config: configOf(optimizer), behaviour: behaviourOf(optimizer, method) };
  } finally {
    optimizer.dispose();
  }
}

/** A plain function as a schedule cannot be saved, so it has no configuration; its values show in what the optimizer does. */
function configOf(optimizer: ReturnType<CheckedContender['make']>): unknown {
  try {
    return optimizer.getConfig();
  } catch {
    return 'has a schedule that cannot be saved';
  }
}

/** The first steps under fixed gradients, to nine digits: the last ones may differ from machine to machine. A function on tensors is its source. */
function behaviourOf(optimizer: ReturnType<CheckedContender['make']>, method: Method | undefined): unknown {
  if (typeof method?.update === 'function') return String(method.update);
  const random = seededRandom(1);
  const gradient = (): number[] => [1, 2, 3, 4].map(() => random.normal());
  try {
    const rows = trace(optimizer, { start: [1, -2, 0.5, 3], shape: [2, 2], steps: 12, gradient });
    return rows.map(({ w }) => Array.from(w, value => Number(value.toPrecision(9))));
  } catch {
    return 'has no float64 reading';
  }
}

function taskIdentity(task: Task): object {
  if (!isWalk(task)) {
    const { data, ...rest } = task;
    return {
      ...rest,
      network: networkIdentity(task.network),
      train: datasetIdentity(data.train),
      test: task.measure === 'testError' && data.test ? datasetIdentity(data.test) : undefined,
    };
  }
  const { surface, ...rest } = task;
  return { ...rest, surface: surfaceIdentity(surface) };
}

/** A function that makes an initialiser is told by what it makes, and by the weights that this draws. */
function networkIdentity({ initializer, ...shape }: TrainingTask['network']): object {
  if (initializer === undefined) return shape;
  const made = initializer({ seed: 1 });
  const probe = Array.from(made.values([3, 2]), value => Number(value.toPrecision(9)));
  return { ...shape, initializer: { name: made.method.declaration.name, latex: made.latex(), config: made.getConfig(), probe } };
}

function datasetIdentity({ size, features, classes, x, labels }: Dataset): object {
  const bytes = ({ buffer, byteOffset, byteLength }: Float32Array | Int32Array): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength);
  return { size, features, classes, x: hash(bytes(x)), labels: hash(bytes(labels)) };
}

/** A loss that is written as functions is told by its formula in LaTeX and by its values where it is drawn. */
function surfaceIdentity(surface: Surface): object {
  const { name, parameters, minima, window } = surface;
  const probes = [[0.31, 0.17], [0.52, 0.84], [0.93, 0.46]].map(shares => {
    const point = [window.x, window.y].map(([low, high], k) => low + (high - low) * (shares[k] as number));
    return [surface.value(point), ...surface.gradient(point)].map(value => Number(value.toPrecision(9)));
  });
  return { name, parameters, minima, window, latex: surface.latex(), probes };
}
