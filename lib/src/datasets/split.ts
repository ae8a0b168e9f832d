import type { Dataset } from './dataset';

/**
 * Parts a data set in two: the first `share` of its examples, and the rest, which is kept back to judge on what has not been learnt. The examples
 * should come in random order. Errors: a share that leaves either part empty.
 */
export function splitDataset(examples: Dataset, share: number): [learnt: Dataset, keptBack: Dataset] {
  const cut = Math.floor(examples.size * share);
  if (!(cut >= 1 && cut < examples.size)) throw new Error(`split: share must leave examples in both parts of ${examples.size}, got ${share}`);
  const part = (from: number, to: number): Dataset => ({
    ...examples,
    size: to - from,
    x: examples.x.slice(from * examples.features, to * examples.features),
    labels: examples.labels.slice(from, to),
  });
  return [part(0, cut), part(cut, examples.size)];
}
