import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, test } from 'vitest';
import { tensors, type Dataset } from '../../lib/src/datasets/dataset';
import { loadDigits } from '../../lib/src/datasets/digits';
import { readDigits } from '../../lib/src/datasets/digits-file';

/** How often each digit occurs in the file, counted with awk. */
const occurrences = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
const countByClass = ({ labels }: Dataset): number[] => occurrences.map((_, digit) => labels.filter(label => label === digit).length);

describe('the split', () => {
  const { train, test: held } = loadDigits();

  test('every class gives a fifth to the test, rounded', () => {
    expect(countByClass(held)).toEqual([36, 36, 35, 37, 36, 36, 36, 36, 35, 36]);
    expect(countByClass(train)).toEqual([142, 146, 142, 146, 145, 146, 145, 143, 139, 144]);
    expect([train.size, held.size, train.features, train.classes]).toEqual([1438, 359, 64, 10]);
  });

  // A Python script (its own reading of the file, its own generator) made the same split and gave these numbers.
  test('is the same on every machine', () => {
    expect([...train.labels.slice(0, 12)]).toEqual([8, 5, 8, 3, 2, 9, 8, 1, 5, 9, 0, 5]);
    expect([...held.labels.slice(0, 12)]).toEqual([4, 1, 3, 4, 3, 1, 3, 0, 9, 8, 7, 5]);
    expect([inkByPosition(train), inkByPosition(held)]).toEqual([323780422, 20187620]);
  });

  test('pixels are scaled to [0, 1], and none is lost', () => {
    const all = [...train.x, ...held.x];
    expect(Math.max(...all.slice(0, 10_000))).toBe(1);
    expect(all.every(pixel => pixel >= 0 && pixel <= 1)).toBe(true);
    expect(all.reduce((sum, pixel) => sum + pixel, 0)).toBe(561718 / 16);
  });

  test('another seed gives another split, a larger share a larger test', () => {
    const other = loadDigits({ seed: 2, testShare: 0.5 });
    expect(countByClass(other.test)).toEqual(occurrences.map(count => Math.round(count / 2)));
    expect([...loadDigits({ seed: 2 }).test.labels]).not.toEqual([...held.labels]);
  });

  test.each([0, 1, -0.2, NaN])('a test share of %d is refused', testShare => {
    expect(() => loadDigits({ testShare })).toThrow(`digits: testShare must be in (0, 1), got ${testShare}`);
  });

  test('a share that leaves a class empty is refused', () => {
    expect(() => loadDigits({ testShare: 0.001 })).toThrow('digits: testShare 0.001 is too small: the 178 examples of digit 0 leave none for the test set');
    expect(() => loadDigits({ testShare: 0.999 })).toThrow('testShare 0.999 is too large: the 178 examples of digit 0 leave none for the training set');
  });
});

test('tensors hold the rows and one-hot labels, and are the caller\'s own', () => {
  const data: Dataset = { size: 2, features: 3, classes: 4, x: Float32Array.of(1, 2, 3, 4, 5, 6), labels: Int32Array.of(2, 0) };
  const { x, y } = tensors(data);
  expect(x.arraySync()).toEqual([[1, 2, 3], [4, 5, 6]]);
  expect(y.arraySync()).toEqual([[0, 0, 1, 0], [1, 0, 0, 0]]);
  data.x[0] = 99;
  expect(x.arraySync()[0]).toEqual([1, 2, 3]);
  tf.dispose([x, y]);
});

describe('the file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'digits-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const good = readDigits().map(({ pixels, label }) => [...pixels, label].join(','));
  const written = (lines: readonly string[]): string => {
    const file = join(folder, 'digits.csv.gz');
    writeFileSync(file, gzipSync(lines.join('\n')));
    return file;
  };
  const broken = (row: number, line: string): string => written(good.map((text, i) => (i === row - 1 ? line : text)));

  test('row 1 is the zero that the UCI file starts with', () => {
    const [first] = readDigits();
    expect(first?.label).toBe(0);
    expect(first?.pixels.slice(0, 16)).toEqual([0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0]);
  });

  test.each([
    ['a pixel above 16', `17${',0'.repeat(64)}`, 'digits: pixel 1 in row 7 must be a whole number from 0 to 16, got "17"'],
    ['a fraction', `0,1.5${',0'.repeat(63)}`, 'digits: pixel 2 in row 7 must be a whole number from 0 to 16, got "1.5"'],
    ['an empty value', `0,${',0'.repeat(63)}`, 'digits: pixel 2 in row 7 must be a whole number from 0 to 16, got ""'],
    ['a label above 9', `0${',0'.repeat(63)},12`, 'digits: the label in row 7 must be a whole number from 0 to 9, got "12"'],
    ['a short row', '1,2,3', 'digits: row 7 must have 64 pixels and a label, got 3 values'],
  ])('%s is named with its row', (_, line, message) => {
    expect(() => readDigits(broken(7, line))).toThrow(message);
  });

  test('a missing row, a damaged file and a missing file are named', () => {
    expect(() => readDigits(written(good.slice(1)))).toThrow('digits: the data file must have 1797 rows, got 1796; install the package again');
    const file = join(folder, 'damaged.csv.gz');
    writeFileSync(file, 'not compressed');
    expect(() => readDigits(file)).toThrow(/^digits: the data file .*damaged\.csv\.gz is damaged \(.+\); install the package again$/);
    expect(() => readDigits(join(folder, 'absent.gz'))).toThrow(/^digits: the data file .*absent\.gz cannot be read \(ENOENT\); install the package again$/);
  });
});

/** A sum that changes when rows swap places: the ink of each row (in sixteenths), times its position from 1. */
function inkByPosition({ size, features, x }: Dataset): number {
  let total = 0;
  for (let row = 0; row < size; row++) {
    total += (row + 1) * 16 * x.slice(row * features, (row + 1) * features).reduce((sum, pixel) => sum + pixel, 0);
  }
  return total;
}
