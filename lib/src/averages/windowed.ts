import { formula, type Formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import type { Symbol } from '../notation';

/** The names that an average over a window may use. */
const symbols: Readonly<Record<string, Symbol>> = {
  theta: { glyph: '\\theta_i', meaning: 'the samples in the window' },
  weight: { glyph: 'w_i', meaning: 'their weights, the last for the newest sample' },
  window: { glyph: 'T', meaning: 'number of samples in the window; all there are, while there are fewer' },
};

export interface WindowedLaw {
  readonly formula: Formula;
  latex(): string;
  /** Takes samples; the average of the last `weights.length` of them. While there are fewer, the newest weights are used. */
  begin(weights: readonly number[]): (sample: number) => number;
}

/** An average of the last samples as a formula of `theta`, `weight` and `window`. */
export function windowed(text: string): WindowedLaw {
  const law = formula(text, { tensors: ['theta', 'weight'], scalars: ['window'], symbols });
  return {
    formula: law,
    latex: () => `v_t = ${latex(law)}`,
    begin: weights => {
      const samples: number[] = [];
      return sample => {
        samples.push(sample);
        if (samples.length > weights.length) samples.shift();
        const weight = Float64Array.from(weights.slice(weights.length - samples.length));
        return evaluateFloat64(law, { theta: Float64Array.from(samples), weight, window: samples.length }) as number;
      };
    },
  };
}
