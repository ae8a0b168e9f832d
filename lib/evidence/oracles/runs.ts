import { flat, type Nested } from './nested';
import type { OptimizerCase, Problem } from './recorded';
import type { Recipe } from './translations';

/** Given gradients for several tensors of known shapes. */
export interface MatrixProblem {
  readonly kind: 'matrix_gradient_sequence';
  readonly shapes: Readonly<Record<string, number[]>>;
  readonly init: Readonly<Record<string, Nested>>;
  readonly grads: Readonly<Record<string, readonly Nested[]>>;
}

/** One tensor on its way: where it starts, what its gradient is, and where the library had it after each step. */
export interface Run {
  readonly shape: readonly number[];
  readonly problem: Problem;
  readonly expected: ReadonlyArray<readonly number[]>;
  readonly tolerances: readonly number[];
  readonly amplification: number | undefined;
  /** Other lists that the case records after each step. */
  readonly also: Readonly<Record<string, ReadonlyArray<readonly number[]>>>;
}

/** The tensors of a case, each on its way, or all of them as one vector. */
export function runsOf(
  recorded: OptimizerCase,
  problem: Problem | MatrixProblem,
  { also = {}, every = 1, flat: asVector = false, joined = false, transposed = false }: Recipe,
): Run[] {
  const listed = recorded as OptimizerCase & Readonly<Record<string, unknown>>;
  if (problem.kind !== 'matrix_gradient_sequence') {
    const rows = (name: string): number[][] => (listed[name] as number[][]).filter((_, i) => (i + 1) % every === 0);
    return [
      {
        shape: [problem.w0.length],
        problem,
        expected: rows('w'),
        tolerances: recorded.tol_w as number[],
        amplification: recorded.amp as number | undefined,
        also: Object.fromEntries(Object.keys(also).map(name => [name, rows(name)])),
      },
    ];
  }
  const single = Object.keys(recorded.w as object).map((name): Run => {
    const shape = problem.shapes[name] as number[];
    const order = transposed && shape.length === 2 ? transposition(shape) : undefined;
    const values = (nested: Nested): number[] => (order === undefined ? flat(nested) : order.map(i => flat(nested)[i] as number));
    const rows = (list: unknown): number[][] => (list as Nested[]).map(values);
    const expected = rows((recorded.w as Record<string, Nested[]>)[name]);
    const start = values(problem.init[name] as Nested);
    return {
      shape: asVector ? [start.length] : order === undefined ? shape : [...shape].reverse(),
      problem: { kind: 'gradient_sequence', w0: start, grads: rows(problem.grads[name]) },
      expected,
      tolerances: start.map(() => (recorded.tol_w as Record<string, number>)[name] as number),
      amplification: (recorded.amp as Record<string, number> | undefined)?.[name],
      also: {},
    };
  });
  return joined ? [together(single)] : single;
}

/** Where the entries of a matrix stand when its rows are its columns. */
function transposition([rows, columns]: readonly number[]): number[] {
  return Array.from(
    { length: (rows as number) * (columns as number) },
    (_, i) => (i % (rows as number)) * (columns as number) + Math.floor(i / (rows as number)),
  );
}

/** Several tensors with given gradients as one vector. */
function together(runs: readonly Run[]): Run {
  const rows = (lists: ReadonlyArray<ReadonlyArray<readonly number[]>>): number[][] =>
    (lists[0] ?? []).map((_, t) => lists.flatMap(list => list[t] ?? []));
  const w0 = runs.flatMap(({ problem }) => problem.w0);
  return {
    shape: [w0.length],
    problem: {
      kind: 'gradient_sequence',
      w0,
      grads: rows(runs.map(({ problem }) => (problem.kind === 'gradient_sequence' ? problem.grads : []))),
    },
    expected: rows(runs.map(({ expected }) => expected)),
    tolerances: runs.flatMap(({ tolerances }) => tolerances),
    amplification: runs.reduce((most, { amplification = 0 }) => Math.max(most, amplification), 0),
    also: {},
  };
}
