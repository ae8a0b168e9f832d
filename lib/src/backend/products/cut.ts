import { block } from './blocks';
import type { Sizes } from './product';
import { widthOf, type TileShape } from './shape';
import { partNumbers } from './thread-room';

/** Parts have `height` rows and `width` columns, but for the last ones, `partNumbers` in all at most; `down` of them lie below each other, `across` side by side. */
export interface Cut {
  readonly height: number;
  readonly width: number;
  readonly down: number;
  readonly across: number;
}

/** A part takes at least as long as so many terms of sums, some 25 µs, and there are not more parts than are good for sharing evenly. */
const leastTerms = 500_000;
const wanted = 16;

/**
 * Cuts C for two threads. Parts lie side by side where A is read as it is: each packs its own columns of B, and nothing is packed twice. Where A is packed
 * they lie below each other, each with rows of A of its own; what they share of B is a block, which a thread keeps packed from one part to the next.
 */
export function cutOf({ rows, columns, depth, packsA }: Sizes, shape: TileShape): Cut {
  const tile = widthOf(shape);
  const count = Math.min(wanted, Math.ceil((rows * columns * depth) / leastTerms));
  const sideBySide = Math.max(Math.ceil(columns / block.columns), packsA ? 1 : Math.min(count, Math.ceil(columns / tile)));
  const width = upTo(tile, columns / sideBySide);
  const across = Math.ceil(columns / width);
  const most = shape.rows * Math.floor(partNumbers / (width * shape.rows));
  const height = Math.min(most, upTo(shape.rows, rows / Math.max(1, Math.round(count / across))));
  return { height, width, down: Math.ceil(rows / height), across };
}

/** The next multiple. */
function upTo(step: number, value: number): number {
  return step * Math.ceil(value / step);
}
