import type { Unlabelled } from '../datasets';
import type { Point } from '../surfaces';
import { product, type SymbolChannel } from './symbol-channel';

/**
 * Takes for every example the symbol that would arrive nearest: the k with the smallest |y − h sₖ|. In noise alone no detector errs less often; it knows
 * nothing of another sender. Gives the number of each symbol. Errors: examples with another number of features than the channel's.
 */
export function nearestSymbol(channel: SymbolChannel, received: Unlabelled): Int32Array {
  return decided(channel, received, [[0, 0]]);
}

/**
 * Takes for every example the likeliest symbol, given everything that can be known of the channel: the k with the largest
 *
 *   Σⱼ exp(−|y − h sₖ − g sⱼ|² / N0)
 *
 * over all symbols j that the other sender may have sent. No detector takes the wrong symbol less often; without another sender it is `nearestSymbol`.
 * Gives the number of each symbol. Errors: examples with another number of features than the channel's.
 */
export function likeliestSymbol(channel: SymbolChannel, received: Unlabelled): Int32Array {
  const { constellation, interference } = channel;
  if (interference === undefined) return nearestSymbol(channel, received);
  const gain: Point = [interference.inPhase, interference.quadrature];
  return decided(channel, received, constellation.points.map(point => product(gain, point)));
}

/** The likeliest symbols where one of these is added to what was sent, each as often as the others. */
function decided({ constellation: { points }, fading, noise }: SymbolChannel, received: Unlabelled, added: readonly Point[]): Int32Array {
  const { size, features, x } = received;
  const expected = fading === 'none' ? 2 : 4;
  if (features !== expected) throw new Error(`detector: this channel gives ${expected} features an example, got ${features}`);
  return Int32Array.from({ length: size }, (_, k) => {
    const [i = NaN, q = NaN, ...told] = x.subarray(k * features, (k + 1) * features);
    const [inPhase = 1, quadrature = 0] = told;
    const likelihoods = points.map(point => {
      const [a, b] = product([inPhase, quadrature], point);
      return logOfSum(added.map(([c, d]) => -((i - a - c) ** 2 + (q - b - d) ** 2) / noise));
    });
    return likelihoods.indexOf(Math.max(...likelihoods));
  });
}

/** log Σ exp(z), which neither overflows nor loses everything where all z are far below zero. */
function logOfSum(exponents: readonly number[]): number {
  const top = Math.max(...exponents);
  return top + Math.log(exponents.reduce((sum, z) => sum + Math.exp(z - top), 0));
}
