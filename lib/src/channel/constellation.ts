import type { Point } from '../surfaces';

/** The points of the plane that a sender chooses from: each is a symbol, and stands for a few bits. */
export interface Constellation {
  /** Its name in messages: 'qpsk'. */
  readonly name: string;
  /** As in a heading: "QPSK". */
  readonly title: string;
  /** Bits in a symbol. The number of a symbol, written in binary, is its bits. */
  readonly bits: number;
  /** The symbols, of mean energy 1, as (in phase, in quadrature). Neighbours differ in a single bit (Gray's code), so that a near miss costs one bit. */
  readonly points: readonly Point[];
  /** Its bit error rate in noise alone, nearest symbol taken: the sum of weight · Q(√(factor · Es/N0)). */
  readonly errorTerms: readonly { readonly weight: number; readonly factor: number }[];
}

const half = Math.SQRT1_2;

/** Binary phase shift keying: one bit, sent as +1 (bit 0) or −1 (bit 1). Its bit error rate in noise is Q(√(2 Es/N0)). */
export const bpsk: Constellation = {
  name: 'bpsk',
  title: 'BPSK',
  bits: 1,
  points: [[1, 0], [-1, 0]],
  errorTerms: [{ weight: 1, factor: 2 }],
};

/** Quadrature phase shift keying: two bits, one on each axis, as (±1, ±1)/√2. Its bit error rate in noise is Q(√(Es/N0)). */
export const qpsk: Constellation = {
  name: 'qpsk',
  title: 'QPSK',
  bits: 2,
  points: [[half, half], [half, -half], [-half, half], [-half, -half]],
  errorTerms: [{ weight: 1, factor: 1 }],
};

/** Two bits on one axis, by their number: 00 is −3, 01 −1, 11 +1 and 10 +3, over √10, which makes the mean energy of both axes 1. */
const levels: readonly number[] = [-3, -1, 3, 1].map(level => level / Math.sqrt(10));

/**
 * Quadrature amplitude modulation with 16 symbols: two bits on each axis, as −3, −1, +1, +3 over √10. Its bit error rate in noise, with γ = Es/N0, is
 * ¾ Q(√(γ/5)) + ½ Q(3 √(γ/5)) − ¼ Q(5 √(γ/5)) (K. Cho and D. Yoon, "On the general BER expression of one- and two-dimensional amplitude
 * modulations", IEEE Transactions on Communications 50, 2002).
 */
export const qam16: Constellation = {
  name: '16-qam',
  title: '16-QAM',
  bits: 4,
  points: Array.from({ length: 16 }, (_, bits): Point => [levels[bits >> 2] as number, levels[bits & 3] as number]),
  errorTerms: [{ weight: 3 / 4, factor: 1 / 5 }, { weight: 1 / 2, factor: 9 / 5 }, { weight: -1 / 4, factor: 5 }],
};
