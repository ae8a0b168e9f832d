import { Unreadable } from '../../src/notebook/unreadable';
import { TensorData } from '../../src/notebook/tensor-data';
import type { Given } from '../subject/subject';
import { firstDifference } from './numbers';

/** Whether anything that is given could be changed at all. */
export function isChangeable(given: readonly Given[]): boolean {
  return given.some(value => value instanceof TensorData || Array.isArray(value) || (typeof value === 'object' && value !== null && isChangeable(Object.values(value) as Given[])));
}

/** What a call has changed of what it was given, by its name; undefined where it left everything as it was. */
export function whatWasChanged(given: readonly Given[], after: readonly unknown[], names: readonly string[]): string | undefined {
  for (const [at, before] of given.entries()) {
    const changed = changeOf(before, after[at], names[at] ?? `argument ${at + 1}`);
    if (changed !== undefined) return `${changed}; make new ones, and leave what is given as it is`;
  }
  return undefined;
}

function changeOf(before: unknown, after: unknown, name: string): string | undefined {
  if (after instanceof Unreadable) return `the given ${name} has become ${after.what}`;
  if (typeof before === 'object' && before !== null && !Array.isArray(before) && !(before instanceof TensorData)) {
    const now = (after ?? {}) as Readonly<Record<string, unknown>>;
    return Object.entries(before).map(([key, value]) => changeOf(value, now[key], key)).find(changed => changed !== undefined);
  }
  // Nothing was computed, so nothing may have changed, not even by rounding.
  const different = firstDifference(rounded(before), after, 0);
  return different && `the given ${name} was changed: at ${different.label || 'its only value'} from ${different.expected} to ${different.got}`;
}

/** As a tensor of float32 holds it. */
function rounded(value: unknown): unknown {
  return value instanceof TensorData && value.dtype === 'float32' ? new TensorData(value.values.map(Math.fround), value.shape, value.dtype) : value;
}
