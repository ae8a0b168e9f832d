import type { Random } from '../datasets/random';
import { formula, type Formula } from '../formula/check';
import type { Source } from '../source';
import type { Fans, Layout, Mode } from './fans';

/** What an initialiser can be told, with its default: a number, a mode (which fan counts), or yes or no. */
export type OptionValue = number | boolean | Mode;

/** What every initialiser can be told besides its own options. */
export interface CommonOptions {
  /**
   * Fixes the weights: the same seed gives the same weights on every machine and backend. Without one, each initialiser takes the next seed of
   * a row that starts afresh with the process: a program gives the same weights every time, but no two of its initialisers do.
   */
  readonly seed?: number;
  /** Order of the axes; default `hwio`, that of tfjs and Keras: [in, out] and [height, width, in, out]. */
  readonly layout?: Layout;
  /** The fans, where a shape does not tell them, as for torch's biases; default: read off the shape. */
  readonly fans?: Fans;
}

/** The options of a declaration as a caller may give them. */
export type InitializerOptions<Own extends object> = CommonOptions & {
  readonly [name in keyof Own]?: Own[name] extends number ? number : Own[name] extends boolean ? boolean : Mode;
};

/** What a drawing function is given. Values are laid out row by row, the last axis fastest. */
export interface DrawRequest<Own extends object> {
  readonly shape: readonly number[];
  readonly layout: Layout;
  readonly random: Random;
  readonly options: Readonly<Own>;
}

/** An initialiser whose weights are independent, of mean 0, and as large as a formula of the fans says. */
export interface ScaleRule {
  /** What the formula gives: r of the uniform distribution on [−r, r], or σ of the normal one. */
  readonly distribution: 'uniform' | 'normal';
  /** The formula of r or σ, in `nin`, `nout`, the options that are numbers, and `n`, the fan that option `mode` picks. */
  readonly scale: string;
}

/** An initialiser written in TypeScript. */
export interface DrawRule<Own extends object> {
  readonly draw: (request: DrawRequest<Own>) => Float64Array;
  /** Throws when options that are legal one by one do not go together. */
  readonly check?: (options: Readonly<Own>) => void;
  /** Its formula as LaTeX. */
  readonly latex: string;
}

/** An initialiser as data. */
export interface InitializerDeclaration<Own extends object = Readonly<Record<string, OptionValue>>> {
  /** In camel case, as in error messages and saved models. */
  readonly name: string;
  readonly title: string;
  /** The idea in one sentence. */
  readonly idea: string;
  readonly source: Source;
  /** What a reader coming from torch, Keras or tfjs should know. */
  readonly differs?: string;
  /** Why this form should not be used: it is here because a lecture prints it. */
  readonly wrong?: string;
  /** Its own options with their defaults; intervals stand in `notation.ts` or in `options.ts`. */
  readonly options: Own;
  readonly rule: ScaleRule | DrawRule<Own>;
}

/** A declaration after its formula has been read and checked. */
export interface CheckedInitializer {
  readonly declaration: InitializerDeclaration;
  /** The formula of the bound or σ; undefined when the rule is a function. */
  readonly formula: Formula | undefined;
}

/** Reads a declaration's formula; a slip in it throws here, when the module loads. */
export function checkInitializer(declaration: InitializerDeclaration): CheckedInitializer {
  const { name, rule, options } = declaration;
  if ('draw' in rule) return { declaration, formula: undefined };
  const numbers = Object.keys(options).filter(option => typeof options[option] === 'number');
  try {
    return { declaration, formula: formula(rule.scale, { scalars: ['nin', 'nout', ...('mode' in options ? ['n'] : []), ...numbers] }) };
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  }
}
