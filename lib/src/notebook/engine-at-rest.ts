import * as tf from '@tensorflow/tfjs';
import { afterStop } from './tslab';

/**
 * Remembers how deep TensorFlow.js is in its own work, and returns a function that goes back there. Code that is stopped from outside skips every
 * `finally`, so that an operation or a gradient would count as going on for ever, and `minimize` find no connection to its variables.
 */
export function rememberEngine(): () => void {
  const engine = tf.engine();
  const { kernelDepth, gradientDepth, activeTape, scopeStack } = engine.state;
  const scopes = scopeStack.length;
  return () => {
    // With the tensors that a gradient has kept for later, and those that were made meanwhile.
    for (const { saved } of engine.state.gradientDepth > gradientDepth ? (engine.state.activeTape ?? []) : []) tf.dispose(saved ?? []);
    Object.assign(engine.state, { kernelDepth, gradientDepth, activeTape });
    while (engine.state.scopeStack.length > scopes) engine.endScope();
  };
}

/** Has our kernel bring TensorFlow.js back to rest when it has stopped a cell. */
export function restAfterStop(): void {
  Object.defineProperty(globalThis, afterStop, { value: rememberEngine(), configurable: true });
}
