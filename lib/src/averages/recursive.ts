import { symbolsIn, type About } from '../documentation';
import { program, type Program } from '../formula/check';
import { runFloat64 } from '../formula/float64';
import { latexLines } from '../formula/latex';
import { contains, notation, type Symbol } from '../notation';
import { average, type AverageMaker } from './average';

/** What an exponential average can be told. */
export interface EmaOptions {
  /** How much of the average survives a sample, in [0, 1); default 0.9, deck 004's. 0 gives the samples themselves. */
  readonly beta?: number;
}

/** An exponential average as a formula: what it remembers is `v`, the sample is `theta`. */
export interface EmaMaker extends AverageMaker<EmaOptions | undefined> {
  (options?: EmaOptions): ReturnType<AverageMaker<EmaOptions>>;
  /** The running average after each sample of a series; as long as the series. */
  over(series: ArrayLike<number>, options?: EmaOptions): number[];
  /** Its lines, for the float64 or the tensor reading: slot `v` (0 at first), tensor `theta`, scalars `beta` and `t`. */
  readonly program: Program;
}

/** Deck 004's β. */
const standard = 0.9;

const { glyph, interval } = notation.beta;
const parameter = {
  name: 'beta',
  glyph,
  interval,
  meaning: 'how much of the average survives a sample',
  default: standard,
  optax: 'decay',
  tfjs: 'decay',
};

const symbols: Readonly<Record<string, Symbol>> = {
  theta: { glyph: '\\theta', meaning: 'sample' },
  v: { glyph: 'v', meaning: 'exponential moving average' },
  vhat: { glyph: '\\hat v', meaning: 'exponential moving average without its bias towards zero' },
};

/** Declares an exponential average. `result` names the line whose value is the average. */
export function recursive(declaration: About & { readonly update: string; readonly result: 'v' | 'vhat' }): EmaMaker {
  const { update, result, ...about } = declaration;
  const law = program(update, { tensors: ['theta'], slots: ['v'], scalars: ['t', 'beta'], symbols });
  const latex = (): string => `\\begin{aligned}\n${latexLines(law).join(' \\\\\n')}\n\\end{aligned}`;
  const described = { ...about, parameters: [parameter], where: symbolsIn(law, ['beta']) };
  const maker = average<EmaOptions | undefined>(described, latex, ({ beta = standard } = {}) => {
    if (typeof beta !== 'number' || !contains(interval, beta)) throw new Error(`${about.name}: beta must be in ${interval}, got ${String(beta)}`);
    let v = 0;
    return (theta, t) => {
      const scope = runFloat64(law, { theta, v, beta, t });
      v = scope['v'] as number;
      return scope[result] as number;
    };
  });
  return Object.assign((options?: EmaOptions) => maker(options), {
    ...maker,
    over: (series: ArrayLike<number>, options?: EmaOptions) => maker.over(series, options),
    program: law,
  });
}
