import { productWords, roomOf } from './blocks';
import type { TileShape } from './shape';

/** A product, and how it is cut: parts have `height` rows and `width` columns, and `down` of them lie below each other. */
export const partWords = [...productWords, 'height', 'width', 'down'] as const;

/** The most numbers that a part of C has: they stay in the second cache. */
export const partNumbers = 128 * 1024;

/** The room of a thread, in bytes: what `product` needs, then which columns of B it holds packed, then, the helper's only, a part of C. */
export function threadRoom(shape: TileShape): { readonly packed: number; readonly part: number; readonly bytes: number } {
  const packed = roomOf(shape).bytes;
  return { packed, part: packed + 16, bytes: packed + 16 + 4 * partNumbers };
}
