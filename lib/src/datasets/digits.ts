import type { Dataset } from './dataset';
import { digitsShape, readDigits, type DigitRow } from './digits-file';
import { seededRandom } from './random';
import { knownOptions } from '../options';

/** Handwritten digits to learn from, and others to be tested on. */
export interface Digits {
  /** The digits to learn from. */
  readonly train: Dataset;
  /** To be tested on; no digit is in both. */
  readonly test: Dataset;
  /** How many digits there are to tell apart. */
  readonly classes: 10;
  /** Numbers per example: 8 rows of 8 pixels, row after row. */
  readonly pixels: 64;
}

/** How `loadDigits` splits the digits. */
export interface DigitsOptions {
  /** Which examples are tested on, and the order of all; a whole number from 0. Default 1. */
  readonly seed?: number;
  /** The share of each class kept for the test, in (0, 1). Default 0.2: the usual fifth, 359 of the 1797 digits. */
  readonly testShare?: number;
}

/**
 * 1797 handwritten digits of 8 × 8 pixels, scaled from 0 (paper) to 1 (ink): small enough that a network learns them in seconds, real
 * enough that it can overfit.
 *
 * Each class gives the same share to the test (rounded to whole digits), so no class is rare there; both parts come in random order. The same
 * options give the same split on every machine.
 *
 * "Optical Recognition of Handwritten Digits", E. Alpaydin and C. Kaynak, UCI Machine Learning Repository, CC BY 4.0.
 *
 * Throws when the data file is missing or damaged, and when a share would leave a class without examples on one side.
 */
export function loadDigits(options: DigitsOptions = {}): Digits {
  const { seed = 1, testShare = 0.2 } = knownOptions('digits', options, { seed: true, testShare: true });
  if (!(testShare > 0 && testShare < 1)) throw new Error(`digits: testShare must be in (0, 1), got ${String(testShare)}`);
  const random = seededRandom(seed);
  const rows = readDigits();
  const train: DigitRow[][] = [];
  const test: DigitRow[][] = [];
  for (let label = 0; label < digitsShape.classes; label++) {
    const members = random.shuffle(rows.filter(row => row.label === label));
    const count = Math.round(members.length * testShare);
    if (count === 0 || count === members.length) {
      const [share, part] = count === 0 ? ['small', 'test'] : ['large', 'training'];
      const examples = `the ${members.length} examples of digit ${label}`;
      throw new Error(`digits: testShare ${testShare} is too ${share}: ${examples} leave none for the ${part} set`);
    }
    test.push(members.slice(0, count));
    train.push(members.slice(count));
  }
  return { train: dataset(random.shuffle(train.flat())), test: dataset(random.shuffle(test.flat())), classes: 10, pixels: 64 };
}

function dataset(rows: readonly DigitRow[]): Dataset {
  const { pixels: features, classes, ink } = digitsShape;
  return {
    size: rows.length,
    features,
    classes,
    x: Float32Array.from(rows.flatMap(row => row.pixels.map(pixel => pixel / ink))),
    labels: Int32Array.from(rows, row => row.label),
  };
}
