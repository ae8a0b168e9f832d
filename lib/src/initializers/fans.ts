import { knownOptions } from '../options';

/**
 * How the axes of a weight tensor are ordered. `hwio` is Keras's and tfjs's: [in, out] for a dense layer, [height, width, in, out] for a
 * convolution. `oihw` is torch's: [out, in] and [out, in, height, width]. Any number of kernel axes, from none up.
 */
export type Layout = 'hwio' | 'oihw';

export const layouts: readonly Layout[] = ['hwio', 'oihw'];

/** How many inputs a unit adds up, and how many units an input feeds. */
export interface Fans {
  /** Inputs of a unit, n_in. */
  readonly nin: number;
  /** Units that an input feeds, n_out. */
  readonly nout: number;
}

/** Which fan a scale is measured by: the inputs, the outputs, or the mean of both. */
export type Mode = 'fanIn' | 'fanOut' | 'fanAverage';

export const modes: readonly Mode[] = ['fanIn', 'fanOut', 'fanAverage'];

/**
 * The fans of a weight tensor: n_in = in · k and n_out = out · k, where k is the product of the kernel's axes (1 for a dense layer).
 *
 * Grouped and transposed convolutions are read by the same rule from the shape they are stored in, as torch and Keras do. Errors: fewer than
 * two axes, as in a bias, which has no fans of its own (torch refuses too; Keras takes its length for both, tfjs the root of it).
 */
export function fans(shape: readonly number[], options: { layout?: Layout } = {}): Fans {
  const { layout = 'hwio' } = knownOptions('fans', options, { layout: true });
  requireLayout('fans', layout);
  if (shape.length < 2) throw new Error(`fans: a shape needs two axes or more, got [${shape.join(', ')}]; give fans: { nin, nout } yourself`);
  const [kernel, inputs, outputs] =
    layout === 'hwio' ? [shape.slice(0, -2), shape.at(-2), shape.at(-1)] : [shape.slice(2), shape[1], shape[0]];
  const area = sizeOf(kernel);
  return { nin: (inputs as number) * area, nout: (outputs as number) * area };
}

/** The fan that a mode picks. */
export function fanOf({ nin, nout }: Fans, mode: Mode): number {
  return { fanIn: nin, fanOut: nout, fanAverage: (nin + nout) / 2 }[mode];
}

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** Errors: anything but the two layouts, with the name of whoever was called. */
export function requireLayout(who: string, layout: unknown): asserts layout is Layout {
  if (!layouts.includes(layout as Layout)) throw new Error(`${who}: layout must be hwio or oihw, got "${String(layout)}"`);
}
