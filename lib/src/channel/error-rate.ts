import type { Constellation } from './constellation';
import { qFunction } from './q-function';
import type { SymbolChannel } from './symbol-channel';

/**
 * The share of bits that a detector got wrong. A symbol's bits are its number in binary, so a wrong symbol costs between one bit and all of its bits.
 * Errors: lists of different lengths or none; what is not the number of a symbol.
 */
export function bitErrorRate(constellation: Constellation, sent: ArrayLike<number>, decided: ArrayLike<number>): number {
  if (sent.length !== decided.length || sent.length === 0) {
    throw new Error(`bit error rate: needs as many decided symbols as were sent, and one or more, got ${decided.length} for ${sent.length}`);
  }
  let wrong = 0;
  for (let k = 0; k < sent.length; k++) wrong += bitsThatDiffer(symbolIn(constellation, sent, k), symbolIn(constellation, decided, k));
  return wrong / (sent.length * constellation.bits);
}

function symbolIn({ name, points }: Constellation, symbols: ArrayLike<number>, k: number): number {
  const symbol = symbols[k] as number;
  if (Number.isInteger(symbol) && symbol >= 0 && symbol < points.length) return symbol;
  throw new Error(`bit error rate: a symbol of ${name} is a whole number from 0 to ${points.length - 1}, got ${String(symbol)} at ${k}`);
}

function bitsThatDiffer(a: number, b: number): number {
  let count = 0;
  for (let bits = a ^ b; bits > 0; bits >>= 1) count += bits & 1;
  return count;
}

/**
 * The bit error rate that theory gives for `nearestSymbol`, which is the best there is in noise: with γ = Es/N0 the sum of w Q(√(c γ)) over the
 * constellation's terms; under Rayleigh fading, of mean γ, the sum of w ½ (1 − √(c γ / (2 + c γ))).
 *
 * Errors: a channel with another sender, for which no closed form is known.
 */
export function theoreticalErrorRate({ constellation, noise, fading, interference }: SymbolChannel): number {
  if (interference !== undefined) throw new Error('theoretical error rate: a channel with another sender has none in closed form; send symbols through it and count');
  const chance = fading === 'none'
    ? (factor: number): number => qFunction(Math.sqrt(factor / noise))
    : (factor: number): number => (1 - Math.sqrt(factor / (2 * noise + factor))) / 2;
  return constellation.errorTerms.reduce((sum, { weight, factor }) => sum + weight * chance(factor), 0);
}
