import { symbolsIn } from '../documentation';
import type { Formula } from '../formula/check';
import { average, type AverageMaker } from './average';
import { windowed } from './windowed';

const law = windowed('sum(theta) / window');

/** What `sma` must be told. */
export interface SmaOptions {
  /** How many samples back the average reaches, a whole number from 1 on. No default: it is the question. */
  readonly window: number;
}

/** A simple average with its formula, of the samples `theta` and their number `window`. */
export interface SmaMaker extends AverageMaker<SmaOptions> {
  /** The mean of the samples in the window; all there are, while there are fewer. */
  readonly formula: Formula;
}

/**
 * Simple moving average: the mean of the last T samples, v_t = (θ_{t−T+1} + … + θ_t)/T; of all samples so far while there are fewer. It lags a steady
 * rise by (T − 1)/2 samples, and must remember T of them. Deck 004 prints it without a window, with t for two things at once.
 *
 * Errors: a window that is not a whole number from 1 on; at `add`, a sample that is not a finite number.
 */
export const sma: SmaMaker = Object.assign(average<SmaOptions>(
  {
    name: 'sma',
    title: 'Simple moving average',
    idea: 'The mean of the last few samples, all with the same weight.',
    source: { paper: 'deck 004', lectures: ['004:183'] },
    differs: 'pandas\' rolling(T).mean() gives NaN until T samples are there; with min_periods = 1 it is this one.',
    parameters: [{ name: 'window', glyph: 'T', meaning: 'how many samples back it reaches', values: 'whole numbers from 1 on' }],
    where: symbolsIn([law.formula], ['window']),
  },
  () => law.latex(),
  ({ window }) => {
    if (!(Number.isInteger(window) && window >= 1)) throw new Error(`sma: window must be a whole number from 1 on, got ${window}`);
    return law.begin(new Array<number>(window).fill(1));
  },
), { formula: law.formula });
