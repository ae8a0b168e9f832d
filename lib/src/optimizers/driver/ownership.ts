import type { TensorValue } from '../../formula/tensors';

/**
 * Results of a formula, each a tensor of its own: what it passes on unchanged, or gives two names, is cloned, so that freeing one value cannot
 * free another. Errors, in the method's name: a value that is missing.
 */
export function owned(
  method: string,
  values: Readonly<Record<string, TensorValue | undefined>>,
  names: readonly string[],
  given: readonly TensorValue[],
): Record<string, TensorValue> {
  const taken = new Set<TensorValue>(given);
  const own: Record<string, TensorValue> = {};
  for (const name of names) {
    const value = values[name];
    if (value === undefined) throw new Error(`${method}: the update must give new values of ${names.join(', ')}; "${name}" is missing`);
    own[name] = typeof value !== 'number' && taken.has(value) ? value.clone() : value;
    taken.add(value);
  }
  return own;
}
