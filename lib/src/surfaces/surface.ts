import * as tf from '@tensorflow/tfjs';
import { formula, type Formula } from '../formula/check';
import { derivative } from '../formula/derivative';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { evaluateTensors } from '../formula/tensors';

export type Point = readonly [x: number, y: number];

/** A loss of two weights, x and y, as data. */
export interface SurfaceDeclaration {
  readonly name: string;
  readonly title: string;
  /** The loss as a formula of x, y and the parameters. */
  readonly f: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly minima: readonly Point[];
  /** The part worth drawing. */
  readonly window: { readonly x: Point; readonly y: Point };
  /** Where a descent may start. */
  readonly starts: readonly Point[];
}

/** A loss surface with everything that is read off its formula. */
export interface Surface extends Omit<SurfaceDeclaration, 'f'> {
  readonly formula: Formula;
  readonly parameters: Readonly<Record<string, number>>;
  value(point: ArrayLike<number>): number;
  gradient(point: ArrayLike<number>): [number, number];
  /** The loss on a tensor of shape [2], differentiable. */
  onTensors(w: tf.Tensor): tf.Scalar;
  latex(): string;
}

/** Declares a loss surface: its gradient is derived from its formula. */
export function surface({ f, parameters = {}, ...rest }: SurfaceDeclaration): Surface {
  const loss = formula(f, { tensors: ['x', 'y'], scalars: Object.keys(parameters) });
  const [dx, dy] = [derivative(loss, 'x'), derivative(loss, 'y')];
  const at = (point: ArrayLike<number>): Record<string, number> => {
    const [x, y] = [point[0], point[1]];
    if (x === undefined || y === undefined || point.length !== 2) throw new Error(`${rest.name}: a point has two coordinates, got ${point.length}`);
    return { ...parameters, x, y };
  };
  return {
    ...rest,
    formula: loss,
    parameters,
    value: point => evaluateFloat64(loss, at(point)) as number,
    gradient: point => [evaluateFloat64(dx, at(point)) as number, evaluateFloat64(dy, at(point)) as number],
    onTensors: w => tf.tidy(() => {
      const [x, y] = tf.unstack(w) as [tf.Tensor, tf.Tensor];
      return evaluateTensors(loss, { ...parameters, x, y }) as tf.Scalar;
    }),
    latex: () => `f(x, y) = ${latex(loss)}`,
  };
}
