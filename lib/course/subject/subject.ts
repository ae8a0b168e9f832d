import type { TensorData } from './tensor-data';

/** What a student's function may be given: plain data, tensors, and functions that the judging side answers. */
export type Given =
  | number
  | string
  | boolean
  | TensorData
  | readonly Given[]
  | { readonly [name: string]: Given }
  | ((...given: never[]) => Given);

/** How one call of a student's function came out. */
export interface Called {
  /**
   * What it gave: numbers, texts, booleans, null, undefined, lists, typed arrays, records, `TensorData`, and `Unreadable` for all else. It has been
   * copied: nothing of it belongs to the student any more.
   */
  readonly value: unknown;
  /** What has become of what was given, in its order, so that a change is seen. */
  readonly after: readonly unknown[];
  /** How many tensors there are now that were neither there before the call nor returned by it. */
  readonly leaked: number;
  /** What the student's code printed meanwhile, cut; empty where it runs in this very process, whose own output has it. */
  readonly printed: string;
}

/** Where a student's functions can be called: in this process, or in a box of their own. */
export interface Subject {
  /**
   * Calls an exported function once. Errors: a `CallFailure`, whatever the student's code did; anything else that is thrown is a fault of the kit or
   * of the machine.
   */
  call(name: string, given: readonly Given[]): Promise<Called>;
  /**
   * From now on a function of the judging side stands where the file's own exported function of this name is called, from outside and from the
   * file itself: so that a wrong part does not spoil those that build on it. `undefined` puts the own one back. Errors: a function that the file
   * does not export, or that cannot be replaced in it.
   */
  substitute(name: string, standIn: ((...given: never[]) => Given) | undefined): void;
  /** Ends whatever runs, and removes what was made for it. */
  close(): Promise<void>;
}

export { Unreadable } from '../../src/notebook/unreadable';

/** In which way a student's code failed to answer. */
export type FailureKind =
  /** The exercise still throws its to-do. */
  | 'to do'
  /** It threw something else. */
  | 'threw'
  /** The file does not compile, or imports what it may not. */
  | 'does not compile'
  /** The file threw, or ended, or never ended, while it was loaded. */
  | 'does not load'
  /** The file exports no function of this name. */
  | 'not exported'
  /** It ran out of its time. */
  | 'timeout'
  /** It ended the program that runs it, or was ended by the machine. */
  | 'crash'
  | 'out of memory'
  /** It printed, or answered, more than may be. */
  | 'output limit'
  /** It wrote into the channel on which answers come, and not an answer. */
  | 'protocol';

/** Why a call has no answer. The message is for the student, in one lower-case line, with file, line and column where they are known. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';

  constructor(
    readonly kind: FailureKind,
    message: string,
    /** Where in the student's own files, and the line of code there. */
    readonly place?: { readonly file: string; readonly line: number; readonly column: number; readonly code: string },
    /** What it printed until then, as in `Called`. */
    readonly printed = '',
  ) {
    super(message);
  }
}
