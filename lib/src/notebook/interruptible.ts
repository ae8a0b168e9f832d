import { Script } from 'node:vm';
import { rememberEngine } from './engine-at-rest';
import { inStockKernel } from './tslab';

/**
 * A student's function that Jupyter's ■ can stop wherever it is called. Our kernel sees to that by itself. Stock tslab freezes in a loop that a
 * cell begins after an `await`, so there Node is asked to watch for the interrupt during each call, which costs a tenth of a millisecond.
 */
export function interruptible<Given extends unknown[], Result>(call: (...given: Given) => Result): (...given: Given) => Result {
  if (!inStockKernel()) return call;
  return new Proxy(call, {
    apply(target, self, given: Given) {
      const before: unknown = Reflect.get(globalThis, key);
      Reflect.set(globalThis, key, () => Reflect.apply(target, self, given) as unknown);
      const goBack = rememberEngine();
      try {
        return watched.runInThisContext({ breakOnSigint: true }) as unknown;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_INTERRUPTED') goBack();
        throw error;
      } finally {
        Reflect.set(globalThis, key, before);
      }
    },
  });
}

/** Under this name the call waits for the script, which sees nothing but the global object. */
const key = Symbol.for('descent: the call that is watched');
const watched = new Script(`globalThis[Symbol.for(${JSON.stringify(key.description)})]()`, { filename: 'watched call' });
