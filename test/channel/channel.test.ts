import { describe, expect, test } from 'vitest';
import {
  bitErrorRate, bpsk, likeliestSymbol, nearestSymbol, qam16, qFunction, qpsk, symbolChannel, theoreticalErrorRate, type ChannelOptions,
} from '../../lib/src/channel';

const size = 100_000;

/** A share counted over so many symbols differs from its chance by five standard errors at most; the two bits of a symbol count as one, for they may fail together. */
const allowed = (chance: number, count = size): number => 5 * Math.sqrt((chance * (1 - chance)) / count);

function counted(options: ChannelOptions, detect = nearestSymbol, seed = 3): number {
  const channel = symbolChannel(options);
  const received = channel.send({ size, seed });
  return bitErrorRate(channel.constellation, received.labels, detect(channel, received));
}

describe('what arrives', () => {
  test('the symbols come equally often, the noise has the energy 10^(−snr/10), half of it on each axis', () => {
    const { x, labels } = symbolChannel({ constellation: qam16, snr: 7 }).send({ size, seed: 2 });
    for (let symbol = 0; symbol < 16; symbol++) {
      const share = labels.filter(label => label === symbol).length / size;
      expect(Math.abs(share - 1 / 16)).toBeLessThan(allowed(1 / 16));
    }
    for (const axis of [0, 1] as const) {
      let energy = 0;
      for (let k = 0; k < size; k++) energy += ((x[2 * k + axis] as number) - (qam16.points[labels[k] as number]?.[axis] as number)) ** 2;
      const half = 10 ** -0.7 / 2;
      expect(Math.abs(energy / size - half)).toBeLessThan(5 * half * Math.sqrt(2 / size));
    }
  });

  test('fading has the mean energy 1, and the receiver is told it', () => {
    const { x, features, labels } = symbolChannel({ snr: 100, fading: 'rayleigh' }).send({ size, seed: 2 });
    expect(features).toBe(4);
    let energy = 0;
    for (let k = 0; k < size; k++) {
      const [i = NaN, q = NaN, a = NaN, b = NaN] = x.subarray(4 * k, 4 * k + 4);
      energy += a ** 2 + b ** 2;
      const [s, t] = qpsk.points[labels[k] as number] as readonly [number, number];
      // At 100 dB there is no noise to speak of: 1e-5, of which five standard deviations; and float32.
      expect(Math.hypot(i - (a * s - b * t), q - (a * t + b * s))).toBeLessThan(1e-4);
    }
    // The energy of a gain is exponential, of standard deviation 1.
    expect(Math.abs(energy / size - 1)).toBeLessThan(5 / Math.sqrt(size));
  });

  test('the other sender adds his symbol, turned by his gain', () => {
    const { x, labels } = symbolChannel({ constellation: bpsk, snr: 100, interference: { inPhase: 0.3, quadrature: -2 } }).send({ size: 400 });
    const others = Array.from(labels, (label, k) => [(x[2 * k] as number) - (label === 0 ? 1 : -1), x[2 * k + 1] as number] as const);
    for (const [i, q] of others) expect(Math.hypot(Math.abs(i) - 0.3, Math.abs(q) - 2) < 1e-3 && i * q < 0).toBe(true);
    expect(new Set(others.map(([i]) => Math.sign(i))).size).toBe(2);
  });

  test('the same seed gives the same, another seed other symbols', () => {
    const channel = symbolChannel({ snr: 5, fading: 'rayleigh', interference: { inPhase: 1, quadrature: 0 } });
    expect(channel.send({ size: 50, seed: 4 })).toEqual(channel.send({ size: 50, seed: 4 }));
    expect(channel.send({ size: 50, seed: 5 })).not.toEqual(channel.send({ size: 50, seed: 4 }));
  });
});

describe('counted errors are those of theory', () => {
  const tables: readonly [title: string, ChannelOptions][] = [bpsk, qpsk, qam16].flatMap(constellation =>
    (['none', 'rayleigh'] as const).flatMap(fading =>
      [0, 6, 12].map((snr): [string, ChannelOptions] => [`${constellation.title} at ${snr} dB, fading ${fading}`, { constellation, snr, fading }])));
  test.each(tables)('%s', (_, options) => {
    const chance = theoreticalErrorRate(symbolChannel(options));
    expect(Math.abs(counted(options) - chance)).toBeLessThan(allowed(chance));
  });

  // Proakis, Digital Communications: BPSK and QPSK need Eb/N0 = 9.6 dB for an error rate of 1e-5, and QPSK has two bits for the energy of a symbol.
  test('for one wrong bit in 100 000 the energy of a bit must be 9.6 dB', () => {
    expect(theoreticalErrorRate(symbolChannel({ constellation: bpsk, snr: 9.6 }))).toBeCloseTo(1e-5, 6);
    expect(theoreticalErrorRate(symbolChannel({ constellation: qpsk, snr: 9.6 + 10 * Math.log10(2) }))).toBeCloseTo(1e-5, 6);
  });

  // With one axis each, the nearest symbol's error is a Q for each symbol that the other sender may have sent, and their mean.
  test('the nearest symbol beside another sender', () => {
    const chance = [1, -1].map(sign => qFunction((1 + 0.6 * sign) / Math.sqrt(10 ** -0.5 / 2))).reduce((sum, q) => sum + q / 2, 0);
    const options = { constellation: bpsk, snr: 5, interference: { inPhase: 0.6, quadrature: 1 } };
    expect(Math.abs(counted(options) - chance)).toBeLessThan(allowed(chance));
  });

  // A sender on the axis that BPSK does not use is told apart there whatever he sends, and costs nothing.
  test('the likeliest symbol beside a sender on the other axis errs as if he were not there', () => {
    const chance = qFunction(Math.sqrt(2 * 10 ** 0.4));
    const options = { constellation: bpsk, snr: 4, interference: { inPhase: 0, quadrature: 1.5 } };
    expect(Math.abs(counted(options, likeliestSymbol) - chance)).toBeLessThan(allowed(chance));
  });
});

describe('the likeliest symbol', () => {
  test('is the nearest where nobody else sends', () => {
    const channel = symbolChannel({ constellation: qam16, snr: 8, fading: 'rayleigh' });
    const received = channel.send({ size: 2000 });
    expect(likeliestSymbol(channel, received)).toEqual(nearestSymbol(channel, received));
  });

  // Once stronger than the sender himself, the other one can be told and taken away; the nearest symbol follows him instead.
  test('is right where the nearest is wrong half of the time, beside a stronger sender', () => {
    const options = { constellation: bpsk, snr: 15, interference: { inPhase: 2, quadrature: 0 } };
    expect(Math.abs(counted(options) - 0.5)).toBeLessThan(allowed(0.5));
    // Borders lie between −3, −1, +1 and +3, as in 4-PAM; at a noise of σ = 0.126 a border is eight σ away.
    expect(counted(options, likeliestSymbol)).toBe(0);
  });

  test('does not lose its way where all likelihoods are far below what numbers can hold', () => {
    expect(counted({ snr: 60, interference: { inPhase: 0.5, quadrature: 0.3 } }, likeliestSymbol)).toBe(0);
  });
});

describe('what is refused', () => {
  test.each([
    [{ snr: NaN }, 'symbol channel: snr must be in [-50, 100] decibels, got NaN'],
    [{ snr: 5, fading: 'rice' }, 'symbol channel: fading must be none or rayleigh, got "rice"'],
    [{ snr: 5, interference: { inPhase: 1 } }, 'symbol channel: interference needs a finite quadrature, got undefined'],
    [{ snr: 5, colour: 1 }, 'symbol channel: unknown option "colour"; known: constellation, snr, fading, interference'],
  ])('%o', (options, message) => {
    expect(() => symbolChannel(options as ChannelOptions)).toThrow(new Error(message));
  });

  test('a size of nothing, lists that do not fit, a symbol that there is not, features of another channel', () => {
    const channel = symbolChannel({ snr: 5 });
    expect(() => channel.send({ size: 0 })).toThrow('send: size must be a whole number from 1 up, got 0');
    expect(() => bitErrorRate(qpsk, [0, 1], [0])).toThrow('needs as many decided symbols as were sent, and one or more, got 1 for 2');
    expect(() => bitErrorRate(qpsk, [0, 1], [0, 4])).toThrow('bit error rate: a symbol of qpsk is a whole number from 0 to 3, got 4 at 1');
    expect(() => nearestSymbol(channel, { size: 1, features: 4, x: new Float32Array(4) })).toThrow('detector: this channel gives 2 features an example, got 4');
    expect(() => theoreticalErrorRate(symbolChannel({ snr: 5, interference: { inPhase: 1, quadrature: 0 } }))).toThrow(/none in closed form/);
  });
});

test('a wrong symbol costs as many bits as differ', () => {
  expect(bitErrorRate(qpsk, [0, 0, 0, 0], [0, 1, 2, 3])).toBe(4 / 8);
  expect(bitErrorRate(qam16, [0, 15], [15, 15])).toBe(4 / 8);
});
