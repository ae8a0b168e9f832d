import { documentation, parametersOf, symbolsIn, type About, type Documented } from '../documented';
import { formula, type Formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { notation, type Symbol, type SymbolName } from '../notation';
import { named, type NamedSchedule } from './named-schedule';
import { resolveParameters } from './parameters';
import { scheduleSymbols } from './symbols';

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

type Options<Required extends string, Optional extends string, Lists extends string> = Readonly<Record<Required, number>> &
  Readonly<Partial<Record<Optional, number>>> &
  Readonly<Record<Lists, readonly number[]>>;

/**
 * A kind of schedule: call it with parameters to get the function of t. Errors, each with its name: a parameter that is missing, unknown or outside
 * its interval; parameters that do not go together; later, a step number below 1.
 */
export interface ScheduleMaker<Required extends string = string, Optional extends string = string, Lists extends string = string> extends Documented {
  (...given: [Required | Lists] extends [never] ? [options?: Options<Required, Optional, Lists>] : [options: Options<Required, Optional, Lists>]): NamedSchedule;
  /** The schedule as data, as it was declared. */
  readonly declaration: ScheduleDeclaration;
  /** The value at step t, read and checked. */
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
  const { required, lists = [], defaults = {}, measures = {}, value } = declaration;
  const names = [...required, ...lists, ...Object.keys(defaults)];
  const symbols = { ...scheduleSymbols, ...measures, ...declaration.symbols };
  const law = formula(value, { scalars: ['t', ...names.filter(name => !lists.includes(name)), ...Object.keys(measures)], symbols });
  const { glyph } = notation[declaration.for ?? 'eta'];
  const parameters = parametersOf(names, defaults, symbols).map(one => ({
    ...one,
    ...(lists.includes(one.name) && { values: 'rising whole numbers from 1 on' }),
  }));
  const documented = {
    documentation: documentation(declaration, { parameters, where: symbolsIn([law], names) }),
    latex: () => `${glyph}_t = ${latex(law)}`,
  } satisfies Documented;
  const make = (options: object = {}): NamedSchedule => {
    const { parameters, numbers } = resolveParameters(declaration, options);
    return named(documented, parameters, t => {
      const measured = Object.entries(measures).map(([own, measure]) => [own, measure.at(t, parameters)]);
      return evaluateFloat64(law, { ...numbers, t, ...Object.fromEntries(measured) }) as number;
    });
  };
  return Object.assign(make, { declaration, formula: law, ...documented });
}
