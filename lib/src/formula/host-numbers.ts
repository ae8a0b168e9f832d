import { onNumbers } from './float64';
import type { Elementwise, Reduction } from './operations';
import type { Plan } from './passes';
import { read, type Expression } from './tree';

/** A function of the numbers before it. */
type Compute = (cells: Float64Array) => number;

/**
 * The numbers of a plan that are the same for every weight, in float64: what follows from the scalars alone, then, after each pass, what was
 * waiting for its sums. Each is made into a function once, because walking the tree anew takes longer than a step of a thousand weights.
 */
export class HostNumbers {
  /** The scalars in the plan's order, then the sums, then what is computed from them. */
  readonly cells: Float64Array;
  private readonly names: readonly string[];
  private readonly computed: ReadonlyArray<ReadonlyArray<{ readonly cell: number; readonly compute: Compute }>>;
  private readonly sums: ReadonlyArray<ReadonlyArray<{ readonly cell: number; readonly reduction: Reduction }>>;

  constructor({ scalars, passes, numbers }: Plan) {
    this.names = [...scalars, ...passes.flatMap(({ sums }) => sums.map(({ name }) => name)), ...numbers.map(({ name }) => name)];
    this.cells = new Float64Array(this.names.length);
    this.sums = passes.map(({ sums }) => sums.map(({ name, reduction }) => ({ cell: this.cellOf(name), reduction })));
    this.computed = Array.from({ length: passes.length + 1 }, (_, ended) =>
      numbers.filter(({ stage }) => stage === ended).map(({ name, value }) => ({ cell: this.cellOf(name), compute: this.compile(value) })),
    );
  }

  cellOf(name: string): number {
    return this.names.indexOf(name);
  }

  /** Before the first pass. */
  start(scalars: ArrayLike<number>): void {
    for (let k = 0; k < scalars.length; k++) this.cells[k] = scalars[k] as number;
    this.compute(0);
  }

  /** After pass number `index`: `totals` are its sums over `count` weights, of squares for a norm. The mean of no weights is NaN. */
  finish(index: number, totals: readonly number[], count: number): void {
    const finished = { sum: (total: number) => total, mean: (total: number) => total / count, norm: Math.sqrt };
    this.sums[index]?.forEach(({ cell, reduction }, k) => (this.cells[cell] = finished[reduction](totals[k] as number)));
    this.compute(index + 1);
  }

  private compute(ended: number): void {
    const { cells } = this;
    for (const { cell, compute } of this.computed[ended] ?? []) cells[cell] = compute(cells);
  }

  private compile(value: Expression): Compute {
    return read<Compute>(value, {
      number: value => () => value,
      name: name => {
        const cell = this.cellOf(name);
        return cells => cells[cell] as number;
      },
      apply: (operation, [a = zero, b = zero, c = zero]) => {
        // Of one number, a sum or a mean is the number itself and a norm its size: `Stages` leaves no reductions here.
        const compute = onNumbers[operation as Elementwise];
        return cells => compute(a(cells), b(cells), c(cells));
      },
    });
  }
}

const zero: Compute = () => 0;
