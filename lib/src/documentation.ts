import type { Formula, Inputs, Program } from './formula/check';
import { namesIn } from './formula/tree';
import { symbolFor, type Symbol } from './notation';
import { type Names } from './options';

/** Where something of the kit comes from. */
export interface Source {
  /** Authors and year, with the equation where it is known; or in words what it is, where no paper is behind it. */
  readonly paper: string;
  /** Where the paper can be read. */
  readonly url?: string;
  /** References into the lectures' decks, each `deck:line`, such as `000:164`; `help` names lecture and slide. */
  readonly lectures?: readonly string[];
}

/** What a declaration says about its thing in words. */
export interface About {
  /** As it is called, in error messages and in saved models. */
  readonly name: string;
  /** As in a heading. */
  readonly title: string;
  /** The idea in one sentence. */
  readonly idea: string;
  /** The paper, the lecture or the library that it comes from. */
  readonly source: Source;
  /** What a reader coming from torch, Keras, optax or tfjs should know. */
  readonly differs?: string;
  /** What is wrong with it, for a form that is printed somewhere but should not be used. */
  readonly wrong?: string;
  /** What other libraries call its parameters, where that is not the same for all that have such a parameter. */
  readonly names?: Readonly<Record<string, Pick<Symbol, 'torch' | 'keras' | 'optax' | 'tfjs'>>>;
}

/** The names of what a declaration says in words. */
export const aboutFields: Names<About> = { name: true, title: true, idea: true, source: true, differs: true, wrong: true, names: true };

/** One thing that can be given to whatever is documented, with its names in other libraries. */
export interface Parameter extends Omit<Symbol, 'glyph' | 'lag'> {
  /** As it is given. */
  readonly name: string;
  /** LaTeX, for a parameter that stands in the formula. */
  readonly glyph?: string;
  /** What may be given, in words, where no interval can say it. */
  readonly values?: string;
  /** What counts when nothing is given; text is a formula of the other parameters, or words. Missing where it must be given. */
  readonly default?: unknown;
  /** What this one was made with; missing where nothing has been made yet. */
  readonly value?: unknown;
}

/** All that the kit can say about one of its things: what `help` shows, except the formula. */
export interface Documentation extends Omit<About, 'names'> {
  /** What can be given, in the order of the table. */
  readonly parameters: readonly Parameter[];
  /** What stands in the formula besides the parameters. */
  readonly where: readonly Symbol[];
}

/** A thing that describes itself: a schedule, an initialiser, a loss, an activation, a normalisation, an average, a surface. */
export interface Documented {
  /** Title, idea, parameters, differences and source, as data. */
  readonly documentation: Documentation;
  /** The formula for `$$…$$`; missing where there is none. */
  latex?(): string;
}

/** The documentation of a declaration, which may hold more than that. */
export function documentation(
  { name, title, idea, source, differs, wrong, names = {} }: About,
  { parameters = [], where = [] }: { parameters?: readonly Parameter[]; where?: readonly Symbol[] } = {},
): Documentation {
  return {
    name,
    title,
    idea,
    source,
    ...(differs !== undefined && { differs }),
    ...(wrong !== undefined && { wrong }),
    parameters: parameters.map(one => ({ ...one, ...names[one.name] })),
    where,
  };
}

/** The same for one that has been made, with the values it was made with; a default counts where there is none. */
export function withValues(of: Documentation, values: object): Documentation {
  const given = new Map<string, unknown>(Object.entries(values));
  const parameters = of.parameters.map(one => {
    const value = given.get(one.name) ?? one.default;
    return value === undefined ? one : { ...one, value };
  });
  return { ...of, parameters };
}

/** Parameters by name, each with its entry in `own` or else in the notation. One without a default must be given. */
export function parametersOf(
  names: readonly string[],
  defaults: Readonly<Record<string, unknown>>,
  own: Readonly<Record<string, Omit<Parameter, 'name'>>> = {},
): Parameter[] {
  return names.map(name => ({
    ...(own[name] ?? symbolFor(name) ?? { meaning: '' }),
    name,
    ...(Object.hasOwn(defaults, name) && { default: defaults[name] }),
  }));
}

/** The symbols of a formula, or of several, in the order of their appearance, each glyph once, without the names in `except`. */
export function symbolsIn(of: Program | readonly Formula[], except: readonly string[] = []): Symbol[] {
  const named = (names: readonly string[], { symbols }: Inputs): Symbol[] =>
    names.filter(name => !except.includes(name)).flatMap(name => symbolFor(name, symbols) ?? []);
  const all =
    'lines' in of
      ? of.lines.flatMap(line => named([line.name, ...namesIn(line.value)], of.inputs))
      : of.flatMap(one => named(namesIn(one.value), one.inputs));
  return all.filter((symbol, i) => all.findIndex(({ glyph }) => glyph === symbol.glyph) === i);
}

/** Whether a thing describes itself. */
export function isDocumented(thing: unknown): thing is Documented {
  return (typeof thing === 'function' || (typeof thing === 'object' && thing !== null)) && 'documentation' in thing;
}
