import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { goodRates, readRecord, type MethodResult } from '../../lib/src/comparison';
import { spreadOf } from '../../lib/src/comparison/spread';
import { inPackage } from '../../lib/src/package-folder';

/**
 * What a lesson's comparison found, from its record; that the record is what comes out is tested where the notebooks run. `rate` is the searched
 * hyper-parameter that its figures are drawn over.
 */
export function recorded(comparison: string, rate = 'eta'): (method: string) => MethodResult & { readonly good: readonly [number, number] } {
  const file = inPackage('data', 'comparisons', `${comparison}.json`);
  const { methods } = readRecord(readFileSync(file, 'utf8'), join('lib', 'data', 'comparisons', `${comparison}.json`));
  return name => {
    const numbers = methods.find(method => method.name === name);
    if (numbers === undefined) throw new Error(`${comparison}: no "${name}"; there are ${methods.map(method => method.name).join(', ')}`);
    const result = { ...numbers, ...spreadOf(numbers.runs.map(({ value }) => value)), rate };
    return { ...result, good: goodRates(result) };
  };
}
