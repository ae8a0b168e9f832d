import * as tf from '@tensorflow/tfjs';

// Looked up once: every package in between re-exports these by a getter, and the getters of one step cost as much as stepping hundreds of weights.

/** The name of the backend that computes now. */
export const backendName = tf.getBackend;

/** TensorFlow.js's engine, which knows all variables. */
export const engine = tf.engine;

const activeBackend = tf.backend;

/** Opens something of the backend that computes now, once for each backend. */
export function oncePerBackend<Opened extends object>(open: (backend: object) => Opened): () => Opened {
  const known = new WeakMap<object, Opened>();
  return () => {
    const backend: object = activeBackend();
    let opened = known.get(backend);
    if (!opened) {
      opened = open(backend);
      known.set(backend, opened);
    }
    return opened;
  };
}
