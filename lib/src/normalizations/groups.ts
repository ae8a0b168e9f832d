/** Numbers in float64 with a shape, row by row, the last axis fastest. */
export interface Shaped {
  /** Sizes of the axes, whole numbers from 1 up. */
  readonly shape: readonly number[];
  /** As many numbers as the shape holds. */
  readonly values: ArrayLike<number>;
}

/** Which numbers are normalised together, and which learnt scale and shift each number gets. */
export interface Grouping {
  /** The numbers of each group, by position; all groups are of one size. */
  readonly groups: ReadonlyArray<readonly number[]>;
  /** For each number, the position of its γ and β. */
  readonly parameterOf: Int32Array;
  readonly parameters: number;
}

/** Checks a shape against its values. Errors: an axis that is not a whole number from 1 up, a wrong number of values. */
export function requireShape(name: string, { shape, values }: Shaped): void {
  const wrong = shape.find(size => !Number.isInteger(size) || size < 1);
  if (shape.length === 0 || wrong !== undefined) throw new Error(`${name}: a shape needs whole numbers from 1 up, got [${shape}]`);
  const size = sizeOf(shape);
  if (size !== values.length) throw new Error(`${name}: shape [${shape}] holds ${size} values, got ${values.length}`);
}

/** An axis counted from the front. Errors: an axis that the shape lacks, or the axis of the examples. */
export function channelAxis(name: string, shape: ReadonlyArray<number | null>, axis: number): number {
  const counted = axis < 0 ? axis + shape.length : axis;
  if (!Number.isInteger(axis) || counted < 1 || counted >= shape.length) {
    throw new Error(`${name}: axis must name a channel axis of [${shape}], which axis 0 (the examples) is not, got ${axis}`);
  }
  return counted;
}

/** Checks how many channels share a group. */
export function requireGroups(name: string, channels: number, groups: number): void {
  if (!Number.isInteger(groups) || groups < 1 || channels % groups !== 0) {
    throw new Error(`${name}: groups must divide the ${channels} channels, got ${groups}`);
  }
}

/** One group per channel, over all examples and places. */
export function byChannel(shape: readonly number[], axis: number): Grouping {
  const channel = indexAlong(shape, axis);
  return collect(sizeOf(shape), shape[axis] as number, i => channel(i), channel);
}

/** One group per example and run of neighbouring channels, over all places. As many runs as channels is instance normalisation. */
export function byExampleAndChannels(shape: readonly number[], axis: number, groups: number): Grouping {
  const channels = shape[axis] as number;
  const [example, channel] = [indexAlong(shape, 0), indexAlong(shape, axis)];
  return collect(sizeOf(shape), channels, i => example(i) * groups + Math.floor((channel(i) * groups) / channels), channel);
}

/** One group per position in the leading axes, over the last `dims` axes, each number of a group with its own γ and β. */
export function byTrailingAxes(name: string, shape: readonly number[], dims: number): Grouping {
  if (!Number.isInteger(dims) || dims < 1 || dims > shape.length) throw new Error(`${name}: dims must be in [1, ${shape.length}] for shape [${shape}], got ${dims}`);
  const size = sizeOf(shape.slice(-dims));
  return collect(sizeOf(shape), size, i => Math.floor(i / size), i => i % size);
}

function indexAlong(shape: readonly number[], axis: number): (position: number) => number {
  const stride = sizeOf(shape.slice(axis + 1));
  const size = shape[axis] as number;
  return position => Math.floor(position / stride) % size;
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

function collect(count: number, parameters: number, groupOf: (i: number) => number, parameterOf: (i: number) => number): Grouping {
  const groups: number[][] = [];
  for (let i = 0; i < count; i++) (groups[groupOf(i)] ??= []).push(i);
  return { groups, parameterOf: Int32Array.from({ length: count }, (_, i) => parameterOf(i)), parameters };
}
