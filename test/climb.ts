import type { Random } from '../lib/src/datasets';

/**
 * Looks for the worst case of a bound: climbs from every start by random changes, keeping each that is no worse, and returns the largest value found.
 * A bound that no example breaks may still be wrong; one that a search cannot break, and comes close to, is likely to be right.
 */
export function climb<Candidate>(
  starts: readonly Candidate[], changed: (candidate: Candidate, random: Random) => Candidate, value: (candidate: Candidate) => number,
  { random, tries }: { readonly random: Random; readonly tries: number },
): number {
  let most = -Infinity;
  for (const start of starts) {
    let [best, height] = [start, value(start)];
    for (let k = 0; k < tries; k++) {
      const next = changed(best, random);
      const reached = value(next);
      if (reached >= height) [best, height] = [next, reached];
    }
    most = Math.max(most, height);
  }
  return most;
}

/** A series of gradients with one entry, all from one on, or more and more of them made larger, smaller, zero or of the other sign. */
export function changedSeries(series: readonly number[], random: Random): number[] {
  const place = random.integer(series.length);
  const how = random.integer(3);
  const size = Math.exp(random.normal() * 10 ** (-2 * random.uniform()));
  const factor = how < 2 && random.uniform() < 0.1 ? -1 : how === 0 && random.uniform() < 0.05 ? 0 : size;
  return series.map((value, k) => {
    if (k < place || (how === 0 && k > place)) return value;
    return value === 0 ? random.normal() : value * factor ** (how === 2 ? k - place : 1);
  });
}

/** Series to start from: equal, growing, fading, wild, sparse, and silent until the last. */
export function seriesToStartFrom(length: number, random: Random): number[][] {
  const make = (entry: (k: number) => number): number[] => Array.from({ length }, (_, k) => entry(k));
  return [
    make(() => 1),
    make(k => 1.25 ** k),
    make(k => 0.8 ** k),
    make(() => random.normal() * 10 ** (8 * random.uniform() - 4)),
    make(() => (random.uniform() < 0.7 ? 0 : random.normal())),
    make(k => (k === length - 1 ? 1 : 0)),
  ];
}
