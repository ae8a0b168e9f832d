import type { Formula } from '../../formula/check';

/** The same formula where a weight is a plain number. */
export function numbersOnly(of: Formula): Formula {
  const { tensors = [], scalars = [], ...rest } = of.inputs;
  return { ...of, inputs: { ...rest, scalars: [...tensors, ...scalars] } };
}
