import type { Source } from '../source';

/** A running average: give it one sample after another. */
export interface Average {
  /** Takes the next sample and gives the average with it. Errors: a sample that is not a finite number, named by its place. */
  add(sample: number): number;
  /** The average of what has been given; undefined before the first sample. */
  readonly value: number | undefined;
  /** How many samples it has seen. */
  readonly count: number;
  /** Forgets everything. */
  reset(): void;
}

/** What a kind of average is. */
export interface AverageDeclaration {
  /** As it is called, in error messages. */
  readonly name: string;
  readonly title: string;
  /** The idea in one sentence. */
  readonly idea: string;
  readonly source: Source;
  /** What a reader coming from another library should know. */
  readonly differs?: string;
}

/** A kind of average: call it for a running one, or use `over` for a whole series. */
export interface AverageMaker<Options> {
  (options: Options): Average;
  /** The running average after each sample of a series; as long as the series. */
  over(series: ArrayLike<number>, options: Options): number[];
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
  const make = (options: Options): Average => {
    let take = begin(options);
    let count = 0;
    let value: number | undefined;
    return {
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
  return Object.assign(make, { over, declaration, latex });
}
