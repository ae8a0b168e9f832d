import { exportedBy, expectFunction } from './exported-functions';
import { LentFunctions } from './lent-functions';
import { callStudent, type AnyFunction, type LoadedFile, type WireAnswer } from './student-call';
import type { Subject } from './subject';
import { failureOf, readThrown } from './thrown';
import { decode, FRAME_LIMIT, type Wire } from './wire';

export interface InProcessOptions {
  /** Sets an exported function in its file, false where that cannot be; by default none can be replaced. */
  readonly replace?: LoadedFile['replace'];
  /** The most that one value may be on the wire, in signs; 8 MB by default. */
  readonly frameLimit?: number;
}

/**
 * Functions that are loaded already, called in this very process, by the same encoding as those in a box: what is given arrives as a copy, tensors as
 * those of TensorFlow.js. Nothing holds an endless loop here, so this is for code that one trusts: one's own.
 */
export function inProcess(
  exports: Readonly<Record<string, unknown>>,
  { replace = () => false, frameLimit = FRAME_LIMIT }: InProcessOptions = {},
): Subject {
  const standIns = new Map<string, AnyFunction>();
  return {
    call: (name, given) =>
      // What is thrown, also at once, becomes the failure of the promise.
      new Promise(resolve => {
        expectFunction(name, exportedBy(exports));
        const lent = new LentFunctions(frameLimit);
        const call = {
          name,
          given: crossing(given.map(value => lent.encode(value))),
          standIns: [...standIns].map(([name, standIn]) => [name, lent.lend(standIn)] as const),
        };
        const { value, after, leaked } = answerOf({ exports, replace }, call, lent, frameLimit);
        resolve({ value: decode(value), after: after.map(wire => decode(wire)), leaked, printed: '' });
      }),
    substitute: (name, standIn) => {
      expectFunction(name, exportedBy(exports));
      if (!replace(name, exports[name])) throw new Error(`in-process: "${name}" cannot be replaced in its file, which was not compiled for that`);
      if (standIn === undefined) standIns.delete(name);
      else standIns.set(name, standIn);
    },
    close: () => Promise.resolve(),
  };
}

function answerOf(file: LoadedFile, call: Parameters<typeof callStudent>[1], lent: LentFunctions, limit: number): WireAnswer {
  try {
    return crossing(callStudent(file, call, (number, given) => crossing(lent.call(number, crossing(given))), limit));
  } catch (error) {
    throw failureOf(readThrown(error));
  }
}

/** As if it had been sent. */
function crossing<Message extends Wire | readonly Wire[] | WireAnswer>(message: Message): Message {
  return JSON.parse(JSON.stringify(message)) as Message;
}
