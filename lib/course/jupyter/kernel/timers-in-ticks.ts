/**
 * Code that is stopped must have been called by Node's queue of ticks or of promises: a timer that is stopped from outside breaks Node's
 * account of who called whom, which ends the process. So what a cell gives to a timer runs in the tick after it. A call that has been
 * stopped is the last one of its interval.
 */
export function runTimersInTicks(): void {
  for (const name of ['setTimeout', 'setInterval', 'setImmediate'] as const) {
    const original: Function = globalThis[name];
    const timer = (callback: unknown, ...rest: unknown[]): unknown =>
      original(typeof callback === 'function' ? inTick(callback) : callback, ...rest) as unknown;
    // With its name, and the form for promises, which sets a timer by itself.
    Object.defineProperties(timer, Object.getOwnPropertyDescriptors(original));
    Object.defineProperty(globalThis, name, { ...Object.getOwnPropertyDescriptor(globalThis, name), value: timer });
  }
}

function inTick(callback: Function): (this: NodeJS.Timeout, ...given: unknown[]) => void {
  let unfinished = false;
  return function (...given) {
    if (unfinished) {
      clearInterval(this);
      return;
    }
    process.nextTick(() => {
      unfinished = true;
      try {
        callback.apply(this, given);
      } finally {
        // Skipped, as everything is, where the call is stopped from outside.
        unfinished = false;
      }
    });
  };
}
