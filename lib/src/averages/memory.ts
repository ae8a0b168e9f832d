import { formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { contains, notation } from '../notation';

/** How far back an exponential average reaches, in samples: three notions that deck 004 takes for one. */
export interface EmaMemory {
  /** 1/(1 − β), after which a sample's weight has fallen to about 1/e: the deck's "window". */
  readonly timeConstant: number;
  /** The share of all weight that the samples within the time constant carry, 1 − β^(1/(1 − β)): about 63 %, not all of it. */
  readonly weightWithin: number;
  /** After how many samples a weight has halved, log ½ / log β. */
  readonly halfLife: number;
  /** The window of the simple average that is as steady against noise, (1 + β)/(1 − β). */
  readonly equalNoiseWindow: number;
  /** By how many samples it lags a steady rise, β/(1 − β). */
  readonly lag: number;
  /** The variance of the average of independent samples as a share of theirs, (1 − β)/(1 + β). */
  readonly noise: number;
}

const scalars = ['beta'];
const laws: Readonly<Record<keyof EmaMemory, ReturnType<typeof formula>>> = {
  timeConstant: formula('1 / (1 - beta)', { scalars }),
  weightWithin: formula('1 - beta^(1 / (1 - beta))', { scalars }),
  halfLife: formula('log(1 / 2) / log(beta)', { scalars }),
  equalNoiseWindow: formula('(1 + beta) / (1 - beta)', { scalars }),
  lag: formula('beta / (1 - beta)', { scalars }),
  noise: formula('(1 - beta) / (1 + beta)', { scalars }),
};

/**
 * How far an exponential average with this β reaches, once its beginnings are forgotten. β in [0, 1); at 0 it is the last sample alone: time constant 1,
 * half-life and lag 0. Errors: a β outside of the interval.
 */
export function emaMemory(beta: number): EmaMemory {
  const { interval } = notation.beta;
  if (!contains(interval, beta)) throw new Error(`emaMemory: beta must be in ${interval}, got ${beta}`);
  const of = (name: keyof EmaMemory): number => evaluateFloat64(laws[name], { beta }) as number;
  return {
    timeConstant: of('timeConstant'),
    weightWithin: of('weightWithin'),
    halfLife: of('halfLife'),
    equalNoiseWindow: of('equalNoiseWindow'),
    lag: of('lag'),
    noise: of('noise'),
  };
}
