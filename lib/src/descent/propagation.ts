/** A deep network without biases, at its first weights, and what is sent through it. Nothing in it needs a library, so that a page runs it too. */
export interface Propagation {
  /** Units per layer, the inputs first. */
  readonly sizes: readonly number[];
  /** The weights of each layer, [inputs, outputs] row by row, before they are multiplied by `scale`. */
  readonly kernels: readonly Float64Array[];
  /** What multiplies all weights. */
  readonly scale: number;
  /** The activation after every layer, of many numbers at once. */
  readonly value: (z: Float64Array) => Float64Array | number;
  /** Its slope. */
  readonly slope: (z: Float64Array) => Float64Array | number;
  /** The examples, [examples, inputs] row by row. */
  readonly input: Float64Array;
  /** The gradient of the loss by the last layer's outputs, [examples, outputs] row by row; left out where only the way forward counts. */
  readonly pull?: Float64Array;
}

/** One number for each layer, the inputs first: root mean squares over units and examples. */
export interface Sizes {
  /** Of the outputs. */
  readonly signal: readonly number[];
  /** Of the outputs less their mean over the examples: 0 where a layer gives every example the same. */
  readonly spread: readonly number[];
  /** Of the gradient by the outputs; empty without a pull. */
  readonly gradient: readonly number[];
}

/** Sends the examples forward through every layer, and the gradient back. */
export function propagate({ sizes, kernels, scale, value, slope, input, pull }: Propagation): Sizes {
  const examples = input.length / (sizes[0] as number);
  const outputs = [input];
  const sums: Float64Array[] = [];
  kernels.forEach((kernel, layer) => {
    const z = times(outputs[layer] as Float64Array, kernel, { examples, from: sizes[layer] as number, to: sizes[layer + 1] as number, scale });
    sums.push(z);
    outputs.push(filled(value(z), z.length));
  });
  const gradients: Float64Array[] = pull === undefined ? [] : [pull];
  if (pull !== undefined) {
    for (let layer = kernels.length - 1; layer >= 0; layer--) {
      const z = sums[layer] as Float64Array;
      const slopes = filled(slope(z), z.length);
      const above = (gradients[0] as Float64Array).map((gradient, k) => gradient * (slopes[k] as number));
      const shape = { examples, from: sizes[layer] as number, to: sizes[layer + 1] as number, scale };
      gradients.unshift(timesTransposed(above, kernels[layer] as Float64Array, shape));
    }
  }
  return { signal: outputs.map(rootMeanSquare), spread: outputs.map(output => rootMeanSquare(withoutMean(output, examples))), gradient: gradients.map(rootMeanSquare) };
}

interface Shape {
  readonly examples: number;
  readonly from: number;
  readonly to: number;
  readonly scale: number;
}

/** Row by row of the kernel, so that memory is walked in its order. */
function times(rows: Float64Array, kernel: Float64Array, { examples, from, to, scale }: Shape): Float64Array {
  const result = new Float64Array(examples * to);
  for (let example = 0; example < examples; example++) {
    const sums = result.subarray(example * to, (example + 1) * to);
    for (let i = 0; i < from; i++) {
      const input = scale * (rows[example * from + i] as number);
      const first = i * to;
      if (input !== 0) for (let j = 0; j < to; j++) sums[j] = (sums[j] as number) + input * (kernel[first + j] as number);
    }
  }
  return result;
}

function timesTransposed(rows: Float64Array, kernel: Float64Array, { examples, from, to, scale }: Shape): Float64Array {
  const result = new Float64Array(examples * from);
  for (let example = 0; example < examples; example++) {
    const above = rows.subarray(example * to, (example + 1) * to);
    for (let i = 0; i < from; i++) {
      const first = i * to;
      let sum = 0;
      for (let j = 0; j < to; j++) sum += (above[j] as number) * (kernel[first + j] as number);
      result[example * from + i] = scale * sum;
    }
  }
  return result;
}

/** A formula that does not name its input gives one number for all. */
function filled(values: Float64Array | number, length: number): Float64Array {
  return typeof values === 'number' ? new Float64Array(length).fill(values) : values;
}

/** Measured from the first example, so that what all share is 0 without rounding. */
function withoutMean(rows: Float64Array, examples: number): Float64Array {
  const units = rows.length / examples;
  const apart = rows.map((value, k) => value - (rows[k % units] as number));
  const means = new Float64Array(units);
  apart.forEach((value, k) => (means[k % units] = (means[k % units] as number) + value / examples));
  return apart.map((value, k) => value - (means[k % units] as number));
}

function rootMeanSquare(values: Float64Array): number {
  // By its largest number, so that a square neither overflows nor vanishes before the number itself does.
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest === 0 || !Number.isFinite(largest)) return largest;
  return largest * Math.sqrt(values.reduce((sum, value) => sum + (value / largest) ** 2, 0) / values.length);
}
