import type { About } from '../documentation';
import type { Symbol, SymbolName } from '../notation';

/** A number that a formula needs and its closed language cannot say: a cosine, a whole part, a count. Shown by its own glyph. */
export interface Measure<Values> extends Symbol {
  /** Its value at step t. */
  at(t: number, parameters: Values): number;
}

/** Keeps the compiler from inferring a schedule's parameters from what its measures read; they are those that it declares. */
type Settled<Names extends string> = [Names][Names extends unknown ? 0 : never];

/** A schedule's parameters by name; where the names are not known to the compiler, each may be a number or a list. */
type Values<Numbers extends string, Lists extends string> = {
  readonly [Name in Settled<Numbers | Lists>]: string extends Name ? number | readonly number[] : Name extends Lists ? readonly number[] : number;
};

/** A schedule as data. The step t counts from 1, so t − 1 steps have been taken when the value for step t is asked. */
export interface ScheduleDeclaration<
  Required extends string = string,
  Optional extends string = string,
  Lists extends string = string,
> extends About {
  /** The hyper-parameter that it is usually for, by its name in `notation.ts`; the learning rate unless said otherwise. */
  readonly for?: SymbolName;
  /** Numbers that must be given. Intervals stand in `symbols.ts` or in `symbols`. */
  readonly required: readonly Required[];
  /** Numbers that may be given, with their defaults; a default can be a formula of the names above it. */
  readonly defaults?: Readonly<Record<Optional, number | string>>;
  /** Lists of rising step numbers that must be given. */
  readonly lists?: readonly Lists[];
  /** What the formula language cannot say, by the name that stands for it in the formula. */
  readonly measures?: Readonly<Record<string, Measure<Values<Required | Optional, Lists>>>>;
  /** What the intervals cannot say: a sentence about what is wrong, or undefined. */
  check?(parameters: Values<Required | Optional, Lists>): string | undefined;
  /** The formula: its value at step t. */
  readonly value: string;
  /** Entries for names that `symbols.ts` does not list, or lists with another interval. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
}
