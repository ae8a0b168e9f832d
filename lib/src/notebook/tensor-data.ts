/** A tensor away from any backend: what crosses between a student's functions and the side that judges them. */
export class TensorData {
  /** Errors: another number of values than the shape has room for. */
  constructor(
    readonly values: readonly number[],
    readonly shape: readonly number[],
    /** As in TensorFlow.js. */
    readonly dtype: string = 'float32',
  ) {
    const size = shape.reduce((product, length) => product * length, 1);
    if (values.length !== size) throw new Error(`a tensor of shape [${shape.join(', ')}] has ${size} values, got ${values.length}`);
  }
}

/** A number, a list or a list of lists as a float32 tensor: `tensor([1, -2, 0.5])`. Errors: lists of different lengths beside each other. */
export function tensor(nested: Nested): TensorData {
  const shape: number[] = [];
  for (let inner = nested; typeof inner !== 'number'; inner = inner[0] ?? 0) shape.push(inner.length);
  return new TensorData(flat(nested), shape);
}

function flat(nested: Nested): number[] {
  return typeof nested === 'number' ? [nested] : nested.flatMap(flat);
}

export type Nested = number | readonly Nested[];
