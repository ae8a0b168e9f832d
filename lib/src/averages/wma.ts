import { symbolsIn } from '../documentation';
import { average } from './average';
import { windowed } from './windowed';

const law = windowed('sum(weight * theta) / sum(weight)');

/** What `wma` must be told. */
export interface WmaOptions {
  /** One weight per sample in the window, the last for the newest one; none negative, the last above 0. They need not sum to 1. */
  readonly weights: readonly number[];
}

/**
 * Weighted moving average: v_t = Σ w_i θ_i / Σ w_i over the last T samples, T being the number of weights. While there are fewer samples, the newest
 * weights are used. Equal weights make it the simple moving average; weights (1 − β)βʲ, endlessly many, the exponential one.
 *
 * Errors: no weights, a negative one, a newest one of 0; at `add`, a sample that is not a finite number.
 */
export const wma = average<WmaOptions>(
  {
    name: 'wma',
    title: 'Weighted moving average',
    idea: 'The mean of the last few samples, each with its own weight.',
    source: { paper: 'deck 004', lectures: ['004:187'] },
    parameters: [
      {
        name: 'weights',
        glyph: 'w_i',
        meaning: 'one weight per sample in the window, the last for the newest',
        values: 'numbers from 0 on, the last above 0',
      },
    ],
    where: symbolsIn([law.formula], ['weight']),
  },
  () => law.latex(),
  ({ weights }) => {
    const legal = Array.isArray(weights) && weights.every(weight => Number.isFinite(weight) && weight >= 0) && (weights[weights.length - 1] ?? 0) > 0;
    if (!legal) throw new Error(`wma: weights must be numbers from 0 on, the last above 0, got ${JSON.stringify(weights)}`);
    return law.begin([...weights]);
  },
);
