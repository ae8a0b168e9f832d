import { inKernel, loadedFunction } from './tslab';

/**
 * Makes a stock tslab kernel keep bursts of output: from its next message on, it loses no line and no cell stays busy because a loop
 * printed more than 500 times. Harmless to call again and in our own kernel; false, and no effect, outside a tslab kernel.
 */
export function cureOutputFlood(): boolean {
  const publisher = loadedFunction(/[\\/]zeromq[\\/]lib[\\/]index\.js$/, 'Publisher');
  if (!inKernel() || publisher === undefined) return false;
  const prototype = publisher.prototype as Publisher;
  if (cured.has(prototype)) return true;
  cured.add(prototype);
  // The socket itself is out of reach, so the first message that passes hands it over. The inherited `send` is read-only, hence a property.
  Object.defineProperty(prototype, 'send', {
    configurable: true,
    value: function (this: Publisher, message: unknown): Promise<void> {
      this.sendTimeout = 0;
      this.sendHighWaterMark = 0;
      Reflect.deleteProperty(prototype, 'send');
      return this.send(message);
    },
  });
  return true;
}

interface Publisher {
  sendTimeout: number;
  sendHighWaterMark: number;
  send(message: unknown): Promise<void>;
}

const cured = new WeakSet<object>();
