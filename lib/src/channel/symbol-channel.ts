import { seededRandom, type Dataset } from '../datasets';
import { knownOptions, type Names } from '../options';
import type { Point } from '../surfaces';
import { qpsk, type Constellation } from './constellation';

/** What lies between a sender and a receiver. */
export interface ChannelOptions {
  /** The symbols that are sent, each equally often. Default `qpsk`. */
  readonly constellation?: Constellation;
  /** Energy of a symbol over the density of the noise, Es/N0, in decibels: at 10 the noise on both axes together has a tenth of the symbols' energy. */
  readonly snr: number;
  /**
   * 'none', the default: the symbol arrives as it was sent. 'rayleigh': each is multiplied by a complex gain of its own, normal on both axes and of mean
   * energy 1, which the receiver is told.
   */
  readonly fading?: 'none' | 'rayleigh';
  /** Another sender on the same frequency; default none. */
  readonly interference?: Interference;
}

/** Another sender: symbols of its own, of the same constellation, come through a complex gain that is always the same. */
export interface Interference {
  /** The gain's real part. */
  readonly inPhase: number;
  /** The gain's imaginary part. */
  readonly quadrature: number;
}

/** What was sent and what arrived. A receiver has `x`, and decides on one of `classes` symbols; `labels` are the symbols that were sent. */
export interface Received extends Dataset {
  /** 2: in phase, in quadrature. 4 with fading: then the same two of the gain. */
  readonly features: 2 | 4;
}

/** A channel that can be sent through. */
export interface SymbolChannel extends Required<Omit<ChannelOptions, 'interference'>> {
  /** The other sender, if there is one. */
  readonly interference: Interference | undefined;
  /** Energy of the noise on both axes together, N0 = 10^(−snr/10): its standard deviation on either is √(N0/2). */
  readonly noise: number;
  /** Sends random symbols. The same size and seed give the same symbols, gains and noise on every machine. Errors: a size or seed that is no whole number from 1, or 0. */
  send(options: SendOptions): Received;
}

/** How much is sent, and with which symbols, gains and noise. */
export interface SendOptions {
  /** How many symbols, a whole number from 1 up. */
  readonly size: number;
  /** Fixes them; a whole number from 0 up. Default 1. */
  readonly seed?: number;
}

const channelNames: Names<ChannelOptions> = { constellation: true, snr: true, fading: true, interference: true };

/**
 * A channel of radio, as one symbol after another goes through it, in complex numbers:
 *
 *   y = h s + g i + n
 *
 * s is the symbol sent, h = 1 or a fading gain that the receiver knows, i the symbol of another sender with its gain g, n normal noise of energy N0.
 *
 * Errors: an SNR that is not between −50 and 100 dB; an unknown kind of fading; a gain that is no finite number.
 */
export function symbolChannel(options: ChannelOptions): SymbolChannel {
  const { constellation = qpsk, snr, fading = 'none', interference } = knownOptions('symbol channel', options, channelNames);
  if (!(snr >= -50 && snr <= 100)) throw new Error(`symbol channel: snr must be in [-50, 100] decibels, got ${String(snr)}`);
  if (fading !== 'none' && fading !== 'rayleigh') throw new Error(`symbol channel: fading must be none or rayleigh, got "${String(fading)}"`);
  if (interference !== undefined) requireGain(interference);
  const noise = 10 ** (-snr / 10);
  return {
    constellation, snr, fading, interference, noise,
    send: given => {
      const { size, seed = 1 } = knownOptions('send', given, { size: true, seed: true });
      if (!Number.isInteger(size) || size < 1) throw new Error(`send: size must be a whole number from 1 up, got ${String(size)}`);
      return through({ constellation, fading, interference, noise }, size, seed);
    },
  };
}

function requireGain(interference: Interference): void {
  const gain = knownOptions('symbol channel: interference', interference, { inPhase: true, quadrature: true });
  for (const name of ['inPhase', 'quadrature'] as const) {
    if (!Number.isFinite(gain[name])) throw new Error(`symbol channel: interference needs a finite ${name}, got ${String(gain[name])}`);
  }
}

function through(channel: Pick<SymbolChannel, 'constellation' | 'fading' | 'interference' | 'noise'>, size: number, seed: number): Received {
  const { constellation: { points }, fading, interference, noise } = channel;
  const random = seededRandom(seed);
  const features = fading === 'none' ? 2 : 4;
  const x = new Float32Array(size * features);
  const labels = new Int32Array(size);
  const normal = (energy: number): Point => [Math.sqrt(energy / 2) * random.normal(), Math.sqrt(energy / 2) * random.normal()];
  for (let k = 0; k < size; k++) {
    const symbol = random.integer(points.length);
    const gain: Point = fading === 'none' ? [1, 0] : normal(1);
    const other = interference && points[random.integer(points.length)];
    const [n, m] = normal(noise);
    const [a, b] = product(gain, points[symbol] as Point);
    const [c, d] = interference && other ? product([interference.inPhase, interference.quadrature], other) : [0, 0];
    labels[k] = symbol;
    x.set(features === 2 ? [a + c + n, b + d + m] : [a + c + n, b + d + m, ...gain], k * features);
  }
  return { size, features, classes: points.length, x, labels };
}

/** The product of two complex numbers. */
export function product([a, b]: Point, [c, d]: Point): Point {
  return [a * c - b * d, a * d + b * c];
}
