import type { Contender } from './measure';

/** One line of the table: ours against a rival that does the same work. */
export interface Row {
  /** The work and the rival, as in "Adam step, 1 M weights, against tf.train.adam". */
  readonly name: string;
  /** Sets both sides up and makes sure that they compute the same. Errors: they do not, or `NotHere`. */
  prepare(): Promise<Prepared>;
}

/** Both sides of a row, ready to be timed. */
export interface Prepared {
  readonly ours: Contender;
  readonly rival: Contender;
  /** How much more the row's work is than what the rival does at a time. Default 1. */
  readonly rivalScale?: number;
  /** What is to be said besides the ratio, from the seconds of both, after scaling. */
  note?(seconds: { readonly ours: number; readonly rival: number }): string;
  /** Frees what both sides hold. */
  dispose(): void;
}

/** What the rows depend on. */
export interface Scope {
  /** The backend that computes. */
  readonly backend: string;
  /** Small sizes only, to see that everything works. */
  readonly quick: boolean;
}

/** A row that cannot be measured on this machine or backend, with the reason: mostly a lack of memory. */
export class NotHere extends Error {}

/** A count in words that fit a table: 1 k, 1.6 M. */
export function counted(count: number): string {
  return count >= 1e6 ? `${count / 1e6} M` : `${count / 1e3} k`;
}
