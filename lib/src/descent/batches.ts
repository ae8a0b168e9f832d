import type { Random } from '../datasets/random';

/**
 * The examples of one epoch, in batches: every example once, in a new random order, as decks 003 and 004 draw them. The last batch holds what
 * is left over; deck 004's `m // s` would drop it.
 */
export function epochBatches(size: number, batchSize: number, random: Random): Int32Array[] {
  const order = Int32Array.from(random.shuffle(Array.from({ length: size }, (_, index) => index)));
  const batches: Int32Array[] = [];
  for (let start = 0; start < size; start += batchSize) batches.push(order.slice(start, start + batchSize));
  return batches;
}
