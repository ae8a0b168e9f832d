import type { Random } from '../datasets/random';

/**
 * The examples of one epoch, in batches: every example once, in a new random order, as decks 003 and 004 draw them. `size` examples, numbered from 0,
 * in batches of `batchSize`, a whole number from 1 up; the last batch holds what is left over, which deck 004's `m // s` would drop.
 *
 * Drawn without putting back: given the batches before it, a batch's gradient is no unbiased estimate. Deck 002's claim is for drawing anew each time.
 */
export function epochBatches(size: number, batchSize: number, random: Random): Int32Array[] {
  const order = Int32Array.from(random.shuffle(Array.from({ length: size }, (_, index) => index)));
  const batches: Int32Array[] = [];
  for (let start = 0; start < size; start += batchSize) batches.push(order.slice(start, start + batchSize));
  return batches;
}
