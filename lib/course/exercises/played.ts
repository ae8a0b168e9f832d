import { TensorData } from '../../src/notebook/tensor-data';
import type { Given, Subject } from '../subject/subject';
import type { WrongVersion } from './exercise';

/** A version as if a student had handed it in: what it is given arrives in float32, and stays as it is. */
export function played({ plays, handedIn = plays }: Pick<WrongVersion, 'plays' | 'handedIn'>): Subject {
  return {
    call: async (_, given) => ({ value: await handedIn(given), after: given.map(inFloat32), leaked: 0, printed: '' }),
    substitute: () => {},
    close: () => Promise.resolve(),
  };
}

function inFloat32(value: Given): unknown {
  if (value instanceof TensorData) return new TensorData(value.values.map(Math.fround), value.shape, value.dtype);
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, inFloat32(inner as Given)]));
}
