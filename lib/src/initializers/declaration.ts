import type { Random } from '../datasets/random';
import { aboutFields, documentation, parametersOf, symbolsIn, type About, type Documented } from '../documentation';
import { formula, type Formula } from '../formula/check';
import { latex } from '../formula/latex';
import { symbolFor } from '../notation';
import type { Fans, Layout, Mode } from './fans';
import { commonParameters, initializerSymbols } from './symbols';
import { knownOptions } from '../options';

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
  /** The sizes of the weight tensor. */
  readonly shape: readonly number[];
  /** How its axes are ordered. */
  readonly layout: Layout;
  /** The initialiser's own stream, which every call moves on. */
  readonly random: Random;
  /** Its options, complete and checked. */
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
  /** Gives as many weights as the shape holds. */
  readonly draw: (request: DrawRequest<Own>) => Float64Array;
  /** Throws when options that are legal one by one do not go together. */
  readonly check?: (options: Readonly<Own>) => void;
  /** Its formula as LaTeX. */
  readonly latex: string;
}

/** An initialiser as data: what is said of it, what it can be told, and how it draws. */
export interface InitializerDeclaration<Own extends object = Readonly<Record<string, OptionValue>>> extends About {
  /** Its own options with their defaults; intervals stand in `notation.ts` or in `symbols.ts`. */
  readonly options: Own;
  /** How the weights are drawn: by a formula of their size, or by a function. */
  readonly rule: ScaleRule | DrawRule<Own>;
}

/** A declaration after its formula has been read and checked. */
export interface CheckedInitializer extends Documented {
  /** The initialiser as it was declared. */
  readonly declaration: InitializerDeclaration;
  /** The formula of the bound or σ; undefined when the rule is a function. */
  readonly formula: Formula | undefined;
  /** The distribution and its formula; with a mode, of that mode's fan. */
  latex(mode?: Mode): string;
}

/** Reads a declaration's formula; a slip in it throws here, when the module loads. */
export function checkInitializer(declaration: InitializerDeclaration): CheckedInitializer {
  const { options } = knownOptions(declaration.name, declaration, { ...aboutFields, options: true, rule: true });
  const law = lawOf(declaration);
  const parameters = [...parametersOf(Object.keys(options), options, initializerSymbols), ...commonParameters];
  const where = law === undefined ? [] : symbolsIn([law], ['n', ...Object.keys(options)]);
  return {
    declaration,
    formula: law,
    documentation: documentation(declaration, { parameters, where }),
    latex: mode => printed(declaration, law, mode),
  };
}

function lawOf({ name, rule, options }: InitializerDeclaration): Formula | undefined {
  if ('draw' in rule) return undefined;
  const numbers = Object.keys(options).filter(option => typeof options[option] === 'number');
  try {
    return formula(rule.scale, { scalars: ['nin', 'nout', ...('mode' in options ? ['n'] : []), ...numbers] });
  } catch (error) {
    throw new Error(`${name}: ${(error as Error).message}`);
  }
}

function printed({ rule }: InitializerDeclaration, law: Formula | undefined, mode?: Mode): string {
  if (law === undefined || 'draw' in rule) return 'draw' in rule ? rule.latex : '';
  const fan = { fanIn: 'n_{\\text{in}}', fanOut: 'n_{\\text{out}}', fanAverage: '\\tfrac{n_{\\text{in}} + n_{\\text{out}}}{2}' };
  const right = latex(law, name => (name === 'n' && mode ? fan[mode] : (symbolFor(name)?.glyph ?? name)));
  return rule.distribution === 'uniform'
    ? `w \\sim \\mathcal{U}(-r, r), \\quad r = ${right}`
    : `w \\sim \\mathcal{N}(0, \\sigma^2), \\quad \\sigma = ${right}`;
}
