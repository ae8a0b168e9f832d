import { decode, encode, WireError, type Wire } from './wire';

type AnyFunction = (...given: never[]) => unknown;

/** The functions that one call lends to a student's code: they stay on the judging side, and are called from the other one by number. */
export class LentFunctions {
  readonly #lent: AnyFunction[] = [];

  constructor(readonly limit: number) {}

  /** What is given, for the wire. Errors: a `FrameLimitError`. */
  encode(given: unknown): Wire {
    return encode(given, { lend: call => this.lend(call) }, this.limit);
  }

  lend(call: AnyFunction): number {
    return this.#lent.push(call) - 1;
  }

  /** Errors: a `WireError` for a number that was never lent, or for values that are none; what the function throws. */
  call(number: number, given: readonly unknown[]): Wire {
    const call = Number.isSafeInteger(number) ? this.#lent[number] : undefined;
    if (call === undefined) throw new WireError('no function was lent under this number');
    return this.encode(Reflect.apply(call, undefined, given.map(wire => decode(wire))));
  }
}
