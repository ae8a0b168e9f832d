import type * as tf from '@tensorflow/tfjs';
import { DescentOptimizer, type NamedTensor } from '../optimizers/driver/descent-optimizer';
import { revive } from '../optimizers/driver/saved-class';

/** How an optimizer inside another is written into the outer one's configuration. */
interface SavedInner {
  readonly className: string;
  readonly config: tf.serialization.ConfigDict;
}

/** Errors: something that is no optimizer of the kit, a `tf.train` one say, whose state could not be followed. */
export function requireOptimizer(wrapper: string, optimizer: unknown): DescentOptimizer {
  if (optimizer instanceof DescentOptimizer) return optimizer;
  const got = typeof optimizer === 'object' && optimizer !== null ? optimizer.constructor.name : typeof optimizer;
  throw new Error(`${wrapper}: needs an optimizer of the kit, made as in ${wrapper}(adam()), got ${got}`);
}

export function saveInner(optimizer: DescentOptimizer): tf.serialization.ConfigDict {
  return { className: optimizer.getClassName(), config: optimizer.getConfig() };
}

export function reviveInner(wrapper: string, saved: unknown): DescentOptimizer {
  const { className, config } = saved as SavedInner;
  return requireOptimizer(wrapper, revive(className, config));
}

/** The saved weights of an inner optimizer, marked as its own. */
export async function innerWeights(mark: string, optimizer: DescentOptimizer): Promise<NamedTensor[]> {
  return (await optimizer.getWeights()).map(({ name, tensor }) => ({ name: `${mark}:${name}`, tensor }));
}

/** Those of saved weights that carry a mark, without it. Errors: none, which another optimizer must have saved. */
export function marked(owner: string, mark: string, weights: readonly NamedTensor[]): NamedTensor[] {
  const own = weights.flatMap(({ name, tensor }) => (name.startsWith(`${mark}:`) ? [{ name: name.slice(mark.length + 1), tensor }] : []));
  if (own.length > 0) return own;
  throw new Error(`${owner}: the saved state has nothing for the optimizer inside; it was saved by another optimizer`);
}
