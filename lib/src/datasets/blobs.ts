import { seededRandom } from './random';
import { knownOptions } from '../options';

/** Points in the plane with two classes. */
export interface Blobs {
  /** The coordinates of every point. */
  readonly x: ReadonlyArray<readonly [number, number]>;
  /** The class of every point, −1 or +1. */
  readonly y: ReadonlyArray<-1 | 1>;
}

/** How `twoBlobs` draws its points. */
export interface BlobsOptions {
  /** Which points are drawn; a whole number from 0. Default 1. */
  readonly seed?: number;
  /** How many points in all; at least 2. Default 200, enough for a gradient from one point to differ clearly from the mean. */
  readonly size?: number;
  /**
   * How far the two centres are apart, in standard deviations of a class; not negative. Default 3: the best line still misjudges about 7 points
   * of 100, so the logistic loss has a finite minimum. From about 8 a line separates all points and the weights grow for ever.
   */
  readonly distance?: number;
}

/**
 * Two round Gaussian classes of standard deviation 1, for the logistic loss. Their centres lie on the diagonal, as far from the origin on
 * either side. The classes alternate, so the first n points always hold both in equal parts, one more of +1 if n is odd. The same options give the
 * same points on every machine. Errors: a size below 2, a negative distance, a seed that is not a whole number from 0.
 */
export function twoBlobs(options: BlobsOptions = {}): Blobs {
  const { seed = 1, size = 200, distance = 3 } = knownOptions('blobs', options, { seed: true, size: true, distance: true });
  if (!Number.isInteger(size) || size < 2) throw new Error(`blobs: size must be a whole number from 2, got ${String(size)}`);
  if (!(distance >= 0 && distance < Infinity)) throw new Error(`blobs: distance must be in [0, infinity), got ${String(distance)}`);
  const random = seededRandom(seed);
  const offset = distance / 2 / Math.SQRT2;
  const y = Array.from({ length: size }, (_, i): -1 | 1 => (i % 2 === 0 ? 1 : -1));
  const x = y.map((label): [number, number] => [label * offset + random.normal(), label * offset + random.normal()]);
  return { x, y };
}
