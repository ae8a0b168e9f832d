import { formula, type Formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { notation, type Symbol, type SymbolName } from '../notation';
import type { Source } from '../source';
import { named, type NamedSchedule } from './named-schedule';
import { resolveParameters } from './parameters';
import { scheduleSymbols } from './symbols';

/** A number that a formula needs and its closed language cannot say: a cosine, a whole part, a count. Shown by its own glyph. */
export interface Measure<Values> extends Symbol {
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
> {
  /** As it is called, in error messages and in saved models. */
  readonly name: string;
  /** As in a heading. */
  readonly title: string;
  /** The idea in one sentence. */
  readonly idea: string;
  readonly source: Source;
  /** What a reader coming from torch, Keras or optax should know. */
  readonly differs?: string;
  /** The hyper-parameter that it is usually for, by its name in `notation.ts`; the learning rate unless said otherwise. */
  readonly for?: SymbolName;
  /** Numbers that must be given. Intervals stand in `symbols.ts` or in `symbols`. */
  readonly required: readonly Required[];
  /** Numbers that may be given, with their defaults; a default can be a formula of the names above it. */
  readonly defaults?: Readonly<Record<Optional, number | string>>;
  /** Lists of rising step numbers that must be given. */
  readonly lists?: readonly Lists[];
  readonly measures?: Readonly<Record<string, Measure<Values<Required | Optional, Lists>>>>;
  /** What the intervals cannot say: a sentence about what is wrong, or undefined. */
  check?(parameters: Values<Required | Optional, Lists>): string | undefined;
  /** The formula: its value at step t. */
  readonly value: string;
  /** Entries for names that `symbols.ts` does not list, or lists with another interval. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
}

type Options<Required extends string, Optional extends string, Lists extends string> = Readonly<Record<Required, number>> &
  Readonly<Partial<Record<Optional, number>>> &
  Readonly<Record<Lists, readonly number[]>>;

/** A kind of schedule: call it with parameters to get the function of t. */
export interface ScheduleMaker<Required extends string = string, Optional extends string = string, Lists extends string = string> {
  (...given: [Required | Lists] extends [never] ? [options?: Options<Required, Optional, Lists>] : [options: Options<Required, Optional, Lists>]): NamedSchedule;
  readonly declaration: ScheduleDeclaration;
  readonly formula: Formula;
  /** The formula for `$$…$$`. */
  latex(): string;
}

/** Declares a schedule. Its formula is read at once, so a slip in it throws here; its parameters are checked when one is made. */
export function schedule<const Required extends string, const Optional extends string = never, const Lists extends string = never>(
  declared: ScheduleDeclaration<Required, Optional, Lists>,
): ScheduleMaker<Required, Optional, Lists> {
  // The names are checked by the caller's types; from here on they are plain strings.
  const declaration = declared as ScheduleDeclaration;
  const { name, required, defaults = {}, measures = {}, value, symbols = {} } = declaration;
  const scalars = ['t', ...required, ...Object.keys(defaults), ...Object.keys(measures)];
  const law = formula(value, { scalars, symbols: { ...scheduleSymbols, ...measures, ...symbols } });
  const make = (options: object = {}): NamedSchedule => {
    const { parameters, numbers } = resolveParameters(declaration, options);
    return named(name, () => parameters, t => {
      const measured = Object.entries(measures).map(([own, measure]) => [own, measure.at(t, parameters)]);
      return evaluateFloat64(law, { ...numbers, t, ...Object.fromEntries(measured) }) as number;
    });
  };
  const { glyph } = notation[declaration.for ?? 'eta'];
  return Object.assign(make, { declaration, formula: law, latex: () => `${glyph}_t = ${latex(law)}` });
}
