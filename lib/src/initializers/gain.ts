import { formula } from '../formula/check';
import { evaluateFloat64 } from '../formula/float64';

/** Activations that have a recommended gain. */
export type GainActivation = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'selu';

/** The gain of a leaky relu, √(2/(1 + a²)); a relu is one of slope 0. It keeps the mean square of a signal (He et al. 2015, eq. 15). */
export const leakyReluGain = formula('sqrt(2 / (1 + slope^2))', { scalars: ['slope'] });

const recommended: Readonly<Record<GainActivation, number | 'leaky'>> = {
  linear: 1,
  sigmoid: 1,
  tanh: 5 / 3,
  relu: 'leaky',
  leakyRelu: 'leaky',
  selu: 3 / 4,
};

/**
 * By how much the weights before an activation are to be larger, because the activation shrinks the signal: the values of torch's
 * `calculate_gain`. linear 1, sigmoid 1, tanh 5/3, relu √2, leakyRelu √(2/(1 + slope²)), selu 3/4. Only relu's and leakyRelu's are derived
 * (they keep the mean square); 5/3 and 3/4 are experience.
 *
 * `slope` is that of a leaky relu below zero, 0.01 unless given, and is not read for the others. Deck 002 multiplies by 4 for the sigmoid
 * instead (`sigmoidUniform`), Keras and optax have no gains. Errors: an unknown activation, a slope that is not a finite number.
 */
export function gainOf(activation: GainActivation, slope = 0.01): number {
  const gain = Object.hasOwn(recommended, activation) ? recommended[activation] : undefined;
  if (gain === undefined) throw new Error(`gainOf: activation must be one of ${Object.keys(recommended).join(', ')}, got "${String(activation)}"`);
  if (!Number.isFinite(slope)) throw new Error(`gainOf: slope must be in (-inf, inf), got ${String(slope)}`);
  return gain === 'leaky' ? (evaluateFloat64(leakyReluGain, { slope: activation === 'relu' ? 0 : slope }) as number) : gain;
}
