import { documentation, parametersOf, symbolsIn, withValues, type About, type Documented } from '../documentation';
import { contains, notation, symbolFor, type Symbol } from '../notation';
import { surface, type Surface, type SurfaceDeclaration } from './surface';
import { requireKnown } from '../options';

/** Surfaces that differ in a few numbers only, as data. */
export interface FamilyDeclaration<Parameter extends string> extends About {
  /** The numbers that tell its members apart, with their defaults; intervals stand in `symbols` or `notation.ts`, else `member` checks. */
  readonly defaults: Readonly<Record<Parameter, number>>;
  /** Entries for numbers that `notation.ts` does not list, or lists with another interval. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
  /** The member with these numbers, with a title of its own where that should say them. */
  readonly member: (numbers: Readonly<Record<Parameter, number>>) => Omit<SurfaceDeclaration, keyof About> & { readonly title?: string };
}

/** A kind of surface: call it with numbers, or without, to get one. Errors: an unknown number, or one outside its interval. */
export interface SurfaceFamily<Parameter extends string = string> extends Documented {
  (numbers?: Readonly<Partial<Record<Parameter, number>>>): Surface;
  /** The formula for `$$…$$`, in symbols. */
  latex(): string;
}

/** Declares a family. A slip in its formula throws here, since the member with the default numbers is made at once. */
export function family<const Parameter extends string = never>(declaration: FamilyDeclaration<Parameter>): SurfaceFamily<Parameter> {
  const { name, title, defaults, symbols = {}, member } = declaration;
  const one = (numbers: object): Surface => surface({ name, title, ...member(numbers as Readonly<Record<Parameter, number>>) });
  const standard = one(defaults);
  const names = Object.keys(defaults);
  const documented = {
    documentation: documentation(declaration, {
      parameters: parametersOf(names, defaults, symbols),
      where: standard.formula === undefined ? [notation.x, notation.y] : symbolsIn([standard.formula], names),
    }),
    latex: () => standard.latex(),
  } satisfies Documented;
  const make = (given: Readonly<Partial<Record<string, number>>> = {}): Surface => {
    const numbers = settle(name, defaults, given, symbols);
    return { ...one(numbers), documentation: withValues(documented.documentation, numbers) };
  };
  return Object.assign(make, documented);
}

function settle(
  name: string,
  defaults: Readonly<Record<string, number>>,
  given: Readonly<Partial<Record<string, number>>>,
  symbols: Readonly<Record<string, Symbol>>,
): Record<string, number> {
  const numbers = { ...defaults };
  requireKnown(name, given, Object.keys(defaults), 'parameter');
  for (const [parameter, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const interval = symbolFor(parameter, symbols)?.interval;
    if (interval !== undefined && !contains(interval, value)) throw new Error(`${name}: ${parameter} must be in ${interval}, got ${value}`);
    numbers[parameter] = value;
  }
  return numbers;
}
