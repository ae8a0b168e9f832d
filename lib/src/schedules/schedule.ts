import { aboutFields, documentation, parametersOf, symbolsIn, type Documented } from '../documentation';
import { formula, type Formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { notation } from '../notation';
import type { ScheduleDeclaration } from './declaration';
import { named, type NamedSchedule } from './named-schedule';
import { resolveParameters } from './parameters';
import { scheduleSymbols } from './symbols';
import { knownOptions, type Names } from '../options';

const fields: Names<ScheduleDeclaration> = {
  ...aboutFields,
  for: true,
  required: true,
  defaults: true,
  lists: true,
  measures: true,
  check: true,
  value: true,
  symbols: true,
};

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
  const declaration = knownOptions<ScheduleDeclaration>(`schedule ${declared.name}`, declared as ScheduleDeclaration, fields);
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
