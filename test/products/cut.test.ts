import { describe, expect, test } from 'vitest';
import { block } from '../../lib/src/backend/products/blocks';
import { cutOf } from '../../lib/src/backend/products/cut';
import { fusedShape, plainShape, widthOf } from '../../lib/src/backend/products/shape';
import { partNumbers } from '../../lib/src/backend/products/thread-room';
import { seededRandom } from '../../lib/src/datasets';

const random = seededRandom(3);
/** From one to some millions, small ones as often as large ones. */
const size = (most: number): number => Math.ceil(most ** random.uniform());
const sizes = Array.from({ length: 3000 }, () => ({ rows: size(5e6), columns: size(5e6), depth: size(1e4), packsA: random.uniform() < 0.5 }));

describe.each([['with fused multiply-add', fusedShape], ['without', plainShape]] as const)('%s', (_, shape) => {
  test('parts cover C once, are whole tiles, and fit their room', () => {
    for (const each of sizes) {
      const { height, width, down, across } = cutOf(each, shape);
      const where = JSON.stringify({ ...each, height, width, down, across });
      expect([height % shape.rows, width % widthOf(shape)], where).toEqual([0, 0]);
      expect([height > 0, height * width <= partNumbers, width <= block.columns], where).toEqual([true, true, true]);
      expect([(down - 1) * height < each.rows, down * height >= each.rows, (across - 1) * width < each.columns, across * width >= each.columns], where).toEqual(Array(4).fill(true));
    }
  });

  test('there are enough of them to be shared evenly, of products as networks have them', () => {
    for (const [rows, depth, columns] of [[128, 784, 256], [256, 1024, 1024], [512, 512, 512], [10_000, 784, 10]] as const) {
      for (const packsA of [false, true]) {
        const { down, across } = cutOf({ rows, columns, depth, packsA }, shape);
        expect(down * across, `${rows} by ${depth} by ${columns}`).toBeGreaterThanOrEqual(10);
        expect(down * across, `${rows} by ${depth} by ${columns}`).toBeLessThanOrEqual(64);
      }
    }
  });
});
