import type * as tf from '@tensorflow/tfjs';
import type { UpdateFunction } from '../optimizers';

/** What each exercise file exports. Stubs, solutions and `await exercise(slug)` are held to this by the compiler. */
export interface Exercises {
  /** Gradient descent, its regimes on a parabola, the best rate for one step, two rates for two minima, and a planted bug. */
  '01-gradient-descent': {
    /** 1.1 */
    gradientDescent: UpdateFunction<'eta', never>;
    /** 1.2 */
    regime(eta: number, curvature: number): Regime;
    /** 1.3 */
    bestRate(gradient: readonly number[], curvatures: readonly number[]): number;
    /** 1.4 */
    twoValleys(): { near: number; far: number };
    /** 1.5 */
    miniBatches(order: readonly number[], batchSize: number): number[][];
  };
  /** Momentum, its settings as an average, a setting for a ravine, and a planted bug. */
  '04-momentum': {
    /** 4.1 */
    momentum: UpdateFunction<'eta' | 'gamma', 'V'>;
    /** 4.2 */
    averageSettings(sum: { eta: number; gamma: number }): { eta: number; beta: number };
    /** 4.3 */
    ravineSettings(): { eta: number; gamma: number };
    /** 4.4 */
    heavyBall: UpdateFunction<'eta' | 'gamma', 'wprev'>;
  };
  /** Adam, the decay that needs no correction, a setting for a valley, and a planted bug. */
  '07-adam': {
    /** 7.1 */
    adam: UpdateFunction<'eta' | 'beta1' | 'beta2' | 'epsilon', 'm' | 'v'>;
    /** 7.2 */
    balancedBeta2(beta1: number): number;
    /** 7.3 */
    valleySettings(): { eta: number; beta1: number; beta2: number };
    /** 7.4 */
    correctedAverage(values: readonly number[], beta: number): number[];
  };
}

/** What gradient descent does on a parabola. */
export type Regime = 'slow' | 'one step' | 'overshoots' | 'oscillates' | 'diverges';

/** A tensor, by the name that exercises use. */
export type Tensor = tf.Tensor;
