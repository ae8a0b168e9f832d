import * as tf from '@tensorflow/tfjs';
import { documentation, parametersOf, symbolsIn, withValues, type About, type Documented } from '../documentation';
import { formula, type Formula } from '../formula/check';
import { derivative } from '../formula/derivative';
import { evaluateFloat64 } from '../formula/float64';
import { latex } from '../formula/latex';
import { evaluateTensors } from '../formula/tensors';
import { notation, type Symbol } from '../notation';
import { knownOptions, type Names } from '../options';

/** Two weights, or a step of them. */
export type Point = readonly [x: number, y: number];

/** A loss of two weights, x and y, as data. */
export interface SurfaceDeclaration extends Partial<Pick<About, 'idea' | 'source' | 'differs'>> {
  /** Lower case, as in error messages. */
  readonly name: string;
  /** As in a heading. */
  readonly title: string;
  /** The loss as a formula of x, y and the parameters; or, where the formula language has no word for it (a cosine), as functions. */
  readonly f: string | SurfaceFunctions;
  /** The numbers that its formula names. */
  readonly parameters?: Readonly<Record<string, number>>;
  /** Glyphs for parameters that `notation.ts` does not list. */
  readonly symbols?: Readonly<Record<string, Symbol>>;
  /** Where the loss is least; empty when it has no bottom. */
  readonly minima: readonly Point[];
  /** Local minima that are not the least, as far as they are known: where a descent may end all the same. */
  readonly traps?: readonly Point[];
  /** The part worth drawing. */
  readonly window: { readonly x: Point; readonly y: Point };
  /** Where a descent may start. */
  readonly starts: readonly Point[];
}

/** A loss written in TypeScript. */
export interface SurfaceFunctions {
  /** The loss at a point. */
  readonly value: (x: number, y: number) => number;
  /** Its slopes along x and y there. */
  readonly gradient: (x: number, y: number) => Point;
  /** The right-hand side of f(x, y) = … */
  readonly latex: string;
  /**
   * The same on tensors, differentiable. Without it `value` and `gradient` are used, which has to wait for the numbers of every point: that
   * works on every backend except webgpu outside a browser, and such a loss can be differentiated once only.
   */
  readonly onTensors?: (x: tf.Scalar, y: tf.Scalar) => tf.Scalar;
}

/** A loss surface with everything that is read off its formula. */
export interface Surface extends Omit<SurfaceDeclaration, 'f'>, Documented {
  /** Undefined for a loss that is written as functions. */
  readonly formula: Formula | undefined;
  /** The numbers that its formula names. */
  readonly parameters: Readonly<Record<string, number>>;
  /** The loss at a point (x, y), in float64. */
  value(point: ArrayLike<number>): number;
  /** Its slopes along x and y there. */
  gradient(point: ArrayLike<number>): [number, number];
  /** The loss on a tensor of shape [2], differentiable. */
  onTensors(w: tf.Tensor): tf.Scalar;
  /** The formula for `$$…$$`, in symbols. */
  latex(): string;
}

/**
 * Declares a loss surface: its gradient is derived from its formula, or given beside it. Errors: a slip in the formula, when it is declared; a
 * point that has not two coordinates.
 */
export function surface(declaration: SurfaceDeclaration): Surface {
  const { f, parameters = {}, ...rest } = knownOptions(`surface ${declaration.name}`, declaration, fields);
  const { loss, value, gradient, onTensors, right } = typeof f === 'string' ? fromFormula(f, parameters, rest.symbols) : fromFunctions(f);
  const at = (point: ArrayLike<number>): Point => {
    const [x, y] = [point[0], point[1]];
    if (x === undefined || y === undefined || point.length !== 2) throw new Error(`${rest.name}: a point has two coordinates, got ${point.length}`);
    return [x, y];
  };
  const { idea = 'A loss of two weights.', source = { paper: 'no paper: a surface of your own' } } = rest;
  const names = Object.keys(parameters);
  const where = loss === undefined ? [notation.x, notation.y] : symbolsIn([loss], names);
  return {
    ...rest,
    documentation: withValues(documentation({ ...rest, idea, source }, { parameters: parametersOf(names, {}, rest.symbols), where }), parameters),
    formula: loss,
    parameters,
    value: point => value(...at(point)),
    gradient: point => [...gradient(...at(point))],
    onTensors: w => tf.tidy(() => onTensors(w)),
    latex: () => `f(x, y) = ${right}`,
  };
}

const fields: Names<SurfaceDeclaration> = {
  name: true,
  title: true,
  idea: true,
  source: true,
  differs: true,
  f: true,
  parameters: true,
  symbols: true,
  minima: true,
  traps: true,
  window: true,
  starts: true,
};

/** What both kinds of declaration come down to. */
interface Readings extends Pick<SurfaceFunctions, 'value' | 'gradient'> {
  readonly loss: Formula | undefined;
  readonly onTensors: (w: tf.Tensor) => tf.Scalar;
  readonly right: string;
}

function fromFormula(text: string, parameters: Readonly<Record<string, number>>, symbols: SurfaceDeclaration['symbols'] = {}): Readings {
  const loss = formula(text, { tensors: ['x', 'y'], scalars: Object.keys(parameters), symbols });
  const [dx, dy] = [derivative(loss, 'x'), derivative(loss, 'y')];
  const number = (of: Formula, x: number, y: number): number => evaluateFloat64(of, { ...parameters, x, y }) as number;
  return {
    loss,
    value: (x, y) => number(loss, x, y),
    gradient: (x, y) => [number(dx, x, y), number(dy, x, y)],
    onTensors: w => {
      const [x, y] = tf.unstack(w) as [tf.Tensor, tf.Tensor];
      return evaluateTensors(loss, { ...parameters, x, y }) as tf.Scalar;
    },
    right: latex(loss),
  };
}

function fromFunctions({ value, gradient, latex: right, onTensors }: SurfaceFunctions): Readings {
  const onHost = tf.customGrad((w: tf.Tensor | tf.GradSaveFunc) => {
    const [x = NaN, y = NaN] = (w as tf.Tensor).dataSync();
    return { value: tf.scalar(value(x, y)), gradFunc: (dy: tf.Tensor) => [tf.mul(dy, tf.tensor1d([...gradient(x, y)]))] };
  });
  return {
    loss: undefined,
    value,
    gradient,
    onTensors: w => {
      if (onTensors === undefined) return onHost(w) as tf.Scalar;
      const [x, y] = tf.unstack(w) as [tf.Scalar, tf.Scalar];
      return onTensors(x, y);
    },
    right,
  };
}
