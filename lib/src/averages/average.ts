import { documentation, withValues, type About, type Documented, type Parameter } from '../documentation';
import type { Symbol } from '../notation';
import { requireKnown } from '../options';

/** A running average: give it one sample after another. */
export interface Average extends Documented {
  /** Takes the next sample and gives the average with it. Errors: a sample that is not a finite number, named by its place. */
  add(sample: number): number;
  /** The average of what has been given; undefined before the first sample. */
  readonly value: number | undefined;
  /** How many samples it has seen. */
  readonly count: number;
  /** Forgets every sample, as if it had just been made. */
  reset(): void;
}

/** What a kind of average is. */
export interface AverageDeclaration extends About {
  /** What it can be told. */
  readonly parameters: readonly Parameter[];
  /** What else stands in its formula. */
  readonly where: readonly Symbol[];
}

/** A kind of average: call it for a running one, or use `over` for a whole series. */
export interface AverageMaker<Options> extends Documented {
  (options: Options): Average;
  /** The running average after each sample of a series; as long as the series. */
  over(series: ArrayLike<number>, options: Options): number[];
  /** The average as data, as it was declared. */
  readonly declaration: AverageDeclaration;
  /** The formula for `$$…$$`. */
  latex(): string;
}

/** Makes a kind of average from `begin`, which checks the options and gives the function that takes samples, t = 1, 2, … */
export function average<Options>(
  declaration: AverageDeclaration,
  latex: () => string,
  begin: (options: Options) => (sample: number, t: number) => number,
): AverageMaker<Options> {
  const documented = { documentation: documentation(declaration, declaration), latex };
  const known = declaration.parameters.map(({ name }) => name);
  const make = (options: Options): Average => {
    requireKnown(declaration.name, options ?? {}, known);
    let take = begin(options);
    let count = 0;
    let value: number | undefined;
    return {
      documentation: withValues(documented.documentation, options ?? {}),
      latex,
      add(sample) {
        if (typeof sample !== 'number' || !Number.isFinite(sample)) {
          throw new Error(`${declaration.name}: sample ${count + 1} must be a finite number, got ${String(sample)}`);
        }
        count += 1;
        return (value = take(sample, count));
      },
      get value() {
        return value;
      },
      get count() {
        return count;
      },
      reset() {
        take = begin(options);
        [count, value] = [0, undefined];
      },
    };
  };
  const over = (series: ArrayLike<number>, options: Options): number[] => {
    const running = make(options);
    return Array.from(series, sample => running.add(sample));
  };
  return Object.assign(make, { over, declaration, ...documented });
}
